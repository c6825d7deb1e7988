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
document.addEventListener("dragover", (event) => {
  const zone = zoneOf(event);
  if (!zone) return;
  event.preventDefault();
  zone.classList.add("is-over");
});
document.addEventListener("dragleave", (event) => zoneOf(event)?.classList.remove("is-over"));
document.addEventListener("drop", (event) => {
  const zone = zoneOf(event);
  if (!zone) return;
  event.preventDefault();
  zone.classList.remove("is-over");
  const field = zone.querySelector("input[type=file]");
  field.files = event.dataTransfer.files;
  show(zone, field);
});
