// Files dropped anywhere on a zone go into its field; the names are listed before anything is sent.
import { make, on } from "./forms.js";

const zoneOf = (event) => event.target.closest?.("[data-drop]");

function show(zone, { files }) {
  zone.querySelector("[data-drop-names]").replaceChildren(...[...files].map(({ name }) => make("li", { textContent: name })));
}

on("change", (event) => {
  const zone = zoneOf(event);
  if (zone && event.target.type === "file") show(zone, event.target);
});
on("dragover dragleave drop", (event) => {
  const zone = zoneOf(event), { type } = event;
  if (!zone) return;
  if (type !== "dragleave") event.preventDefault();
  zone.classList.toggle("is-over", type === "dragover");
  if (type !== "drop") return;
  const field = zone.querySelector("input[type=file]");
  field.files = event.dataTransfer.files;
  show(zone, field);
});
