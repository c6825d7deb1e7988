// A sheet by keyboard: arrows change a score by half a point within its bounds, Enter goes to the next field.
for (const form of document.querySelectorAll("form[data-score]")) {
  const fields = [...form.querySelectorAll("input[inputmode=decimal]")];
  for (const [place, field] of fields.entries()) {
    field.addEventListener("keydown", (event) => {
      const step = { ArrowUp: 0.5, ArrowDown: -0.5 }[event.key];
      if (event.key === "Enter") (fields[place + 1] ?? form.querySelector("textarea")).focus();
      else if (step) {
        const value = Number(field.value.replace(",", ".") || 0) + step;
        const most = Number(field.dataset.most || Infinity);
        const text = String(Math.min(most, Math.max(0, value)));
        field.value = document.documentElement.lang === "ru" ? text.replace(".", ",") : text;
        field.dispatchEvent(new Event("input", { bubbles: true }));
      } else return;
      event.preventDefault();
    });
  }
}
