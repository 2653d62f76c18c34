// The little a page does by itself: shows where an error is, keeps a list's address short, and closes the menu. Works without; nothing depends on it.
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  document.querySelector("#conflict, #error-summary")?.focus();
});

// A list's address says what is asked for, and leaves out what is not.
document.addEventListener("htmx:configRequest", (event) => {
  if (!event.target.matches(".v-filters")) return;
  const asked = event.detail.parameters;
  Object.keys(asked).filter((name) => asked[name] === "").forEach((name) => delete asked[name]);
});

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
