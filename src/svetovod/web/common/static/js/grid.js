// An entry of a programme is dragged into another cell; the form behind it does the same without a mouse.
let held = null;

document.addEventListener("dragstart", (event) => {
  held = event.target.closest?.("[data-entry]");
});

document.addEventListener("dragover", (event) => {
  if (held && event.target.closest("[data-start]")) event.preventDefault();
});

document.addEventListener("drop", (event) => {
  const cell = held && event.target.closest("[data-start]");
  if (!cell) return;
  event.preventDefault();
  // a form of its own: fields put into the shared one would go with its buttons after Back
  const shared = held.closest("form"), form = shared.cloneNode();
  form.append(shared.elements.csrfmiddlewaretoken.cloneNode());
  form.action = held.dataset.entry;
  for (const name of ["day", "start", "hall"]) {
    const field = Object.assign(document.createElement("input"), { type: "hidden", name });
    field.value = cell.dataset[name];
    form.append(field);
  }
  document.body.append(form);
  form.submit();
});
