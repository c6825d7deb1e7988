// A classic script in head: the chosen theme must be there before the first paint.
(() => {
  const root = document.documentElement;
  const key = "theme";
  root.classList.add("js");
  try {
    const chosen = localStorage.getItem(key);
    if (chosen) root.dataset.theme = chosen;
  } catch { /* storage may be forbidden: the system decides then */ }
  addEventListener("click", (event) => {
    if (!event.target.closest("[data-theme-toggle]")) return;
    const system = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
    const next = (root.dataset.theme || system) === "dark" ? "light" : "dark";
    root.dataset.theme = next;
    try { localStorage.setItem(key, next); } catch { /* lasts for this page only */ }
  });
})();
