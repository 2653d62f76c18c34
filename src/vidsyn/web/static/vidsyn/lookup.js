// A text field with suggestions (WAI-ARIA combobox, list autocomplete). The server finds and renders the options;
// without this script the field is plain text, which the server reads as such.
"use strict";

const lookups = new WeakMap();

document.addEventListener("input", (event) => {
  const box = event.target.closest?.("[data-lookup]");
  if (box && event.target.matches("[role=combobox]")) of(box).typed();
});

document.addEventListener("keydown", (event) => {
  const box = event.target.closest?.("[data-lookup]");
  if (box && event.target.matches("[role=combobox]")) of(box).key(event);
});

document.addEventListener("focusout", (event) => {
  const box = event.target.closest?.("[data-lookup]");
  if (box && !box.contains(event.relatedTarget)) of(box).close();
});

// mousedown, so that the choice is made before the field loses focus
document.addEventListener("mousedown", (event) => {
  const option = event.target.closest?.("[data-lookup] [role=option]");
  if (!option) return;
  event.preventDefault();
  of(option.closest("[data-lookup]")).choose(option);
});

function of(box) {
  if (!lookups.has(box)) lookups.set(box, new Lookup(box));
  return lookups.get(box);
}

class Lookup {
  constructor(box) {
    this.box = box;
    this.field = box.querySelector("[role=combobox]");
    this.id = box.querySelector("input[type=hidden]");
    this.list = box.querySelector("[role=listbox]");
    this.status = box.querySelector("[role=status]");
    this.asked = 0;
  }

  typed() {
    this.id.value = "";
    clearTimeout(this.timer);
    if (this.field.value.trim().length < 2) return this.close();
    this.timer = setTimeout(() => this.ask(), 150);
  }

  async ask() {
    const number = ++this.asked;
    const address = new URL(this.box.dataset.lookup, location.href);
    address.searchParams.set("q", this.field.value.trim());
    const answer = await fetch(address, { headers: { "HX-Request": "true" } }).catch(() => null);
    if (number !== this.asked || !answer?.ok) return;
    this.show(await answer.text());
  }

  show(html) {
    this.list.innerHTML = html;
    // Ids are made unique per field: two lookups may be open on one page.
    this.options().forEach((option, i) => (option.id = `${this.list.id}_${i}`));
    this.list.hidden = false;
    this.field.setAttribute("aria-expanded", "true");
    this.point(null);
    const none = this.list.querySelector("[data-none]");
    this.status.textContent = none ? none.textContent : String(this.options().length);
  }

  close() {
    this.asked += 1;
    clearTimeout(this.timer);
    this.list.hidden = true;
    this.field.setAttribute("aria-expanded", "false");
    this.point(null);
  }

  options() {
    return [...this.list.querySelectorAll("[role=option]")];
  }

  point(option) {
    this.options().forEach((one) => one.setAttribute("aria-selected", String(one === option)));
    if (option) {
      this.field.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else {
      this.field.removeAttribute("aria-activedescendant");
    }
  }

  choose(option) {
    this.field.value = option.dataset.text;
    this.id.value = option.dataset.id;
    this.close();
    this.field.dispatchEvent(new Event("change", { bubbles: true }));
  }

  key(event) {
    const options = this.options();
    const at = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
    if (event.key === "Escape" && !this.list.hidden) {
      event.preventDefault();
      this.close();
    } else if (event.key === "Enter" && !this.list.hidden && at >= 0) {
      event.preventDefault();
      this.choose(options[at]);
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (this.list.hidden) return void this.ask();
      const step = event.key === "ArrowDown" ? 1 : -1;
      const next = at < 0 && step < 0 ? options.length - 1 : (at + step + options.length) % options.length;
      if (options.length) this.point(options[next]);
    }
  }
}
