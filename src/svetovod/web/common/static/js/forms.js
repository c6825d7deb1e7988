// Forms: one submission, a question before unsaved changes are left, a question before a grave action.
export const on = (names, act, early) => names.split(" ").forEach((name) => document.addEventListener(name, act, early));
// `role` and `aria-` as attributes: not every browser has properties of them
export function make(tag, { textContent = "", ...look } = {}) {
  const made = Object.assign(document.createElement(tag), { textContent });
  for (const name in look) made.setAttribute(name, look[name]);
  return made;
}
export const all = (selector, act) => [...document.querySelectorAll(selector)].map(act);
export const words = (name) => document.getElementById("words")?.dataset[name] || "";

on("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent || (form.dataset.confirm && !confirm(form.dataset.confirm))) return event.preventDefault();
  if (form.hasAttribute("data-once")) {
    form.dataset.sent = "1";
    // after the event, so that the name of the pressed button still goes with the form
    setTimeout(() => form.querySelectorAll("button[type=submit], button:not([type])").forEach((b) => { b.disabled = true; }));
  }
  dirty.delete(form);
});

// a page brought back by the Back button must be usable again
addEventListener("pageshow", (event) => {
  if (event.persisted) all("form[data-sent]", release);
});

export function release(form) {
  delete form.dataset.sent;
  form.querySelectorAll("button").forEach((b) => { b.disabled = false; });
}

const dirty = new Set();
on("input", (event) => {
  const form = event.target.form;
  if (form?.hasAttribute("data-guard")) dirty.add(form);
});
on("draft-saved", (event) => dirty.delete(event.target));
addEventListener("beforeunload", (event) => {
  if ([...dirty].some((form) => form.isConnected)) event.preventDefault();
});

on("change", (event) => event.target.closest("form[data-submit-on-change]")?.requestSubmit());
