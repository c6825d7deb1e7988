// Forms: one submission, a question before unsaved changes are left, a question before a grave action.
export const on = (names, act, early) => names.split(" ").forEach((name) => document.addEventListener(name, act, early));
export const make = (tag, look) => Object.assign(document.createElement(tag), look);
export const words = (name) => document.getElementById("words")?.dataset[name] || "";

on("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent || (form.dataset.confirm && !confirm(form.dataset.confirm))) {
    event.preventDefault();
    return;
  }
  if (form.hasAttribute("data-once")) {
    form.dataset.sent = "1";
    // after the event, so that the name of the pressed button still goes with the form
    setTimeout(() => form.querySelectorAll("button[type=submit], button:not([type])").forEach((b) => { b.disabled = true; }));
  }
  dirty.delete(form);
});

// a page brought back by the Back button must be usable again
addEventListener("pageshow", (event) => {
  if (event.persisted) document.querySelectorAll("form[data-sent]").forEach(release);
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
