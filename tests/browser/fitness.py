"""What makes a page fit to show: no axe violation, no overflow at 320 pixels, no target under 24, no complaints."""

from __future__ import annotations

from typing import Any

NARROW = 320
# WCAG 2.2, 2.5.8: links inside a sentence are exempt. A checkbox is as large as the label that belongs to it.
_SMALL_TARGETS = """
() => {
  const seen = (element) => {
    const box = element.getBoundingClientRect();
    const style = getComputedStyle(element);
    return box.width > 1 && box.height > 1 && style.visibility !== "hidden" && style.clipPath === "none";
  };
  const inSentence = (element) =>
    getComputedStyle(element).display === "inline" &&
    [...element.parentElement.childNodes].some((node) => node !== element && node.textContent.trim() &&
      (node.nodeType === Node.TEXT_NODE || getComputedStyle(node).display === "inline"));
  const size = (element) => {
    const boxes = [element, ...(element.labels ?? [])].map((part) => part.getBoundingClientRect());
    return [Math.max(...boxes.map((box) => box.width)), Math.max(...boxes.map((box) => box.height))];
  };
  return [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")]
    .filter((element) => seen(element) && !inSentence(element))
    .map((element) => [element.outerHTML.slice(0, 160), ...size(element).map(Math.round)])
    .filter(([, width, height]) => width < 24 || height < 24);
}
"""
_OVERFLOWING = """
(width) => {
  if (document.scrollingElement.scrollWidth <= width) return [];
  const scrolls = (element) =>
    element && (getComputedStyle(element).overflowX !== "visible" || scrolls(element.parentElement));
  const wide = [...document.body.querySelectorAll("*")].filter((element) =>
    element.getBoundingClientRect().right > width + 1 && !scrolls(element.parentElement));
  const widest = `the page is ${document.scrollingElement.scrollWidth} wide`;
  return [...wide.slice(0, 5).map((element) => element.outerHTML.slice(0, 160)), widest];
}
"""
_INLINE = """
() => [...document.querySelectorAll("[style], style, script:not([src])")].map((e) => e.outerHTML.slice(0, 160))
"""


def assert_page_is_fit(page: Any) -> None:
    """Fails with every fault found on the page as it stands; leaves its width as it was."""
    faults = _axe(page) + [f"inline: {found}" for found in page.evaluate(_INLINE)]
    faults += [f"target {w}×{h}: {html}" for html, w, h in page.evaluate(_SMALL_TARGETS)]
    before = page.viewport_size
    page.set_viewport_size({"width": NARROW, "height": 800})
    faults += [f"overflow at {NARROW}: {found}" for found in page.evaluate(_OVERFLOWING, NARROW)]
    faults += [f"target {w}×{h} at {NARROW}: {html}" for html, w, h in page.evaluate(_SMALL_TARGETS)]
    page.set_viewport_size(before)
    faults += [f"the browser complains: {text}" for text in page.complaints]
    assert not faults, f"{page.url} is not fit:\n" + "\n".join(faults)


def _axe(page: Any) -> list[str]:
    from axe_playwright_python.sync_playwright import Axe

    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": tags}})
    return [
        f"axe {violation['id']} ({violation['impact']}): {node['html'][:200]} – {node['failureSummary']}"
        for violation in found.response["violations"]
        for node in violation["nodes"]
    ]
