// The little a page does by itself: shows where an error is, and closes the menu. Works without; nothing depends on it.
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  document.querySelector("#conflict, #error-summary")?.focus();
});

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
