// A slider beside a field of a sum: the field is the truth, and all there is without JavaScript.
const digits = (field) => Number(field.value.replace(/[\s\u00a0\u202f\u20bd]/g, "").replace(",", "."));

document.querySelectorAll("input[data-slider]").forEach((field) => {
  const most = Number(field.dataset.slider);
  const slider = document.createElement("input");
  slider.type = "range";
  slider.min = "0";
  slider.max = String(most);
  slider.step = String(10 ** Math.max(0, Math.floor(Math.log10(most)) - 2));
  slider.value = String(digits(field));
  slider.setAttribute("aria-label", field.dataset.sliderLabel);
  slider.addEventListener("input", () => {
    // the last notch is the whole, kopecks and all
    const last = Number(slider.value) + Number(slider.step) > most;
    field.value = last ? field.dataset.slider.replace(/\.00$/, "") : slider.value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
  field.addEventListener("input", (event) => { if (event.isTrusted) slider.value = String(digits(field)); });
  field.after(slider);
});
