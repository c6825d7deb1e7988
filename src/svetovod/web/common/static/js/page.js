// The page: toasts, dialogs, printing, the error summary, failures of htmx said aloud.
import { all, make, on, words } from "./forms.js";

const BRIEF = 8000;

function fade(toast) {
  setTimeout(() => { if (!toast.matches(":hover, :focus-within")) toast.remove(); }, BRIEF);
}
all("[data-toast-brief]", fade);
document.querySelector("[data-focus]")?.focus();

function toast(message, kind = "") {
  const [pattern, home] = ["toast-pattern", "toasts"].map((id) => document.getElementById(id));
  if (!pattern || !home) return;
  const element = pattern.content.firstElementChild.cloneNode(true);
  element.querySelector("p").textContent = message;
  if (kind) element.classList.add(`toast--${kind}`);
  home.append(element);
  if (kind !== "no") fade(element);
}

on("click", (event) => {
  const at = (selector) => event.target.closest(selector);
  if (at("[data-toast-close]")) at(".toast").remove();
  if (at("[data-print]")) print();
  const opener = at("[data-dialog]");
  if (opener) document.getElementById(opener.dataset.dialog)?.showModal();
  if (at("[data-dialog-close]")) at("dialog")?.close();
});

// Alt+/ leads to the search from anywhere but a field: a sign alone would be hit by whoever dictates or types
on("keydown", (event) => {
  if (event.code !== "Slash" || !event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (event.defaultPrevented || event.target.closest("input, select, textarea")) return;
  if (document.querySelector("dialog[open], :popover-open")) return;
  const target = document.querySelector("[data-search]") ?? document.querySelector("[aria-keyshortcuts]");
  if (!target) return;
  event.preventDefault();
  if (target.matches("a")) target.click();
  else target.focus();
});

on("htmx:responseError htmx:sendError htmx:timeout", () => toast(words("failed"), "no"));

// what asks again and again replaces nothing under a finger: the press would be lost
on("htmx:beforeSwap", (event) => {
  if (event.target.matches(":active") && !event.detail.requestConfig.triggeringEvent) event.preventDefault();
});

// allauth's script only writes to the console when a passkey fails or is called off
on("allauth.error", (event) => {
  event.preventDefault();
  toast(words("passkey"), "no");
});

// on phones what is current is scrolled to in its own row, not in the page
all(":is(.tabs, .mast nav, .crumbs) [aria-current]", (each) => {
  const row = each.closest("ul, ol"), [at, own] = [row, each].map((one) => one.getBoundingClientRect());
  row.scrollLeft += Math.min(own.left - at.left, own.right - at.right);
});

// on phones a long filter form folds behind its own button
all("form[data-filters]", (form) => {
  const button = make("button", {
    type: "button", class: "btn filters__fold", textContent: words("filters"), "aria-expanded": false,
  });
  form.classList.add("is-folded");
  button.addEventListener("click", () => button.setAttribute("aria-expanded", !form.classList.toggle("is-folded")));
  form.prepend(button);
});
