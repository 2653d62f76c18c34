// The little a page does by itself: shows where an error is, and closes the menu. Works without; nothing depends on it.
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  document.querySelector("#conflict, #error-summary")?.focus();
  document.querySelectorAll(".v-filters:has(> .ds-field + .ds-field)").forEach(fold);
});

// What a narrow screen folds away; a filter that is in use stays in sight.
function fold(filters) {
  const button = filters.querySelector(".v-filters__more");
  if (!button) return;
  const show = (open) => {
    filters.dataset.folded = open ? "no" : "yes";
    button.setAttribute("aria-expanded", String(open));
  };
  show(new URLSearchParams(location.search).size > 0);
  button.addEventListener("click", () => show(filters.dataset.folded === "yes"));
}

// Paper is white, whatever the screen is.
const look = document.documentElement.dataset;
const chosen = look.colorScheme;
addEventListener("beforeprint", () => { look.colorScheme = "light"; });
addEventListener("afterprint", () => { look.colorScheme = chosen; });

document.addEventListener("keydown", (event) => {
  const menu = document.querySelector(".v-menu[open]");
  if (event.key === "Escape" && menu) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

document.addEventListener("click", (event) => {
  const menu = document.querySelector(".v-menu[open]");
  if (menu && !menu.contains(event.target)) menu.open = false;
});
