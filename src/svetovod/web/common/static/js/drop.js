// Files dropped anywhere on a zone go into its field; the names are listed before anything is sent.
const zoneOf = (event) => event.target.closest?.("[data-drop]");

function show(zone, field) {
  zone.querySelector("[data-drop-names]").replaceChildren(...[...field.files].map((file) => {
    const item = document.createElement("li");
    item.textContent = file.name;
    return item;
  }));
}

document.addEventListener("change", (event) => {
  const zone = zoneOf(event);
  if (zone && event.target.type === "file") show(zone, event.target);
});
for (const kind of ["dragover", "dragleave", "drop"]) document.addEventListener(kind, (event) => {
  const zone = zoneOf(event);
  if (!zone) return;
  if (kind !== "dragleave") event.preventDefault();
  zone.classList.toggle("is-over", kind === "dragover");
  if (kind !== "drop") return;
  const field = zone.querySelector("input[type=file]");
  field.files = event.dataTransfer.files;
  show(zone, field);
});
