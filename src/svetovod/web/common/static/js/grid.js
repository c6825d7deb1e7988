// An entry of a programme is dragged into another cell; the form behind it does the same without a mouse.
import { make, on } from "./forms.js";

let held = null;

on("dragstart", (event) => {
  held = event.target.closest?.("[data-entry]");
});

on("dragover", (event) => {
  if (held && event.target.closest("[data-start]")) event.preventDefault();
});

on("drop", (event) => {
  const cell = held && event.target.closest("[data-start]");
  if (!cell) return;
  event.preventDefault();
  // a form of its own: fields put into the shared one would go with its buttons after Back
  const shared = held.closest("form"), form = shared.cloneNode();
  form.append(shared.elements.csrfmiddlewaretoken.cloneNode());
  form.action = held.dataset.entry;
  for (const name of ["day", "start", "hall"]) form.append(make("input", { type: "hidden", name, value: cell.dataset[name] }));
  document.body.append(form);
  form.submit();
});
