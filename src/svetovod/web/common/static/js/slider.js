// A slider beside a field of a sum: the field is the truth, and all there is without JavaScript.
import { all, make } from "./forms.js";

const digits = (field) => Number(field.value.replace(/[\s\u00a0\u202f\u20bd]/g, "").replace(",", "."));

all("input[data-slider]", (field) => {
  const most = Number(field.dataset.slider);
  const step = 10 ** Math.max(0, Math.floor(Math.log10(most)) - 2);
  const slider = make("input", {
    type: "range", min: 0, max: most, step, value: digits(field), "aria-label": field.dataset.sliderLabel,
  });
  slider.addEventListener("input", () => {
    // the last notch is the whole, kopecks and all
    const last = Number(slider.value) + step > most;
    field.value = last ? field.dataset.slider.replace(/\.00$/, "") : slider.value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
  field.addEventListener("input", (event) => { if (event.isTrusted) slider.value = digits(field); });
  field.after(slider);
});
