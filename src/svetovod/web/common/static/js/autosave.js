// Drafts save themselves: `form[data-autosave=URL]`. A copy stays in the browser until the server has it, so that
// an expired session, a lost connection or a closed lid costs nothing that was typed.
import { words } from "./forms.js";

const PAUSE = 2000;
const SKIP = new Set(["csrfmiddlewaretoken", "idempotency_key"]);

const keyOf = (form) => `draft:${new URL(form.dataset.autosave, location).pathname}`;
const fieldsOf = (form) => [...new FormData(form)].filter(([name, value]) => typeof value === "string" && !SKIP.has(name));

function store(key, value) {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(value));
    return true;
  } catch { return false; }
}

function read(key) {
  try { return JSON.parse(localStorage.getItem(key)); } catch { return null; }
}

function stateLine(form) {
  let line = form.querySelector("[data-autosave-state]");
  if (!line) {
    line = document.createElement("p");
    line.dataset.autosaveState = "";
    line.setAttribute("role", "status");
    form.append(line);
  }
  line.classList.add("autosave");
  return line;
}

function say(form, text, bad = false) {
  const line = stateLine(form);
  line.textContent = text;
  line.classList.toggle("autosave--bad", bad);
}

const clock = () => new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });

async function save(form) {
  const key = keyOf(form);
  const body = new FormData(form);
  const sent = JSON.stringify(fieldsOf(form));
  let answer;
  try {
    answer = await fetch(form.dataset.autosave, {
      method: "POST", body, redirect: "manual", headers: { "X-Autosave": "1", "X-Requested-With": "fetch" },
    });
  } catch {
    say(form, words("offline"), true);
    setTimeout(() => schedule(form), PAUSE * 5);
    return;
  }
  if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403) {
    say(form, words("expired"), true);
    return;
  }
  if (!answer.ok) {
    const plain = (answer.headers.get("Content-Type") || "").startsWith("text/plain");
    say(form, plain ? await answer.text() : words("unsaved"), true);
    return;
  }
  if (sent === JSON.stringify(fieldsOf(form))) store(key, null);
  say(form, words("saved").replace("{time}", clock()));
  form.dispatchEvent(new Event("draft-saved", { bubbles: true }));
}

const timers = new WeakMap();
function schedule(form) {
  clearTimeout(timers.get(form));
  timers.set(form, setTimeout(() => { if (form.isConnected) save(form); }, PAUSE));
}

function fill(form, fields) {
  const values = new Map();
  fields.forEach(([name, value]) => values.set(name, [...(values.get(name) || []), value]));
  for (const control of form.elements) {
    if (!control.name || SKIP.has(control.name) || control.type === "file") continue;
    const given = values.get(control.name) || [];
    if (control.type === "checkbox" || control.type === "radio") control.checked = given.includes(control.value);
    else if (control.multiple) for (const option of control.options) option.selected = given.includes(option.value);
    else if (given.length) control.value = given.shift();
  }
}

function offer(form) {
  const kept = read(keyOf(form));
  if (!kept || JSON.stringify(kept.fields) === JSON.stringify(fieldsOf(form))) return;
  const line = stateLine(form);
  line.textContent = `${words("kept").replace("{time}", kept.at)} `;
  for (const [word, act] of [["restore", () => { fill(form, kept.fields); schedule(form); }], ["forget", () => store(keyOf(form), null)]]) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn--quiet";
    button.textContent = words(word);
    button.addEventListener("click", () => { line.textContent = ""; act(); });
    line.append(button);
  }
}

document.querySelectorAll("form[data-autosave]").forEach(offer);
document.addEventListener("input", (event) => {
  const form = event.target.form;
  if (!form?.dataset.autosave) return;
  const now = new Date();
  store(keyOf(form), { at: `${now.toLocaleDateString(document.documentElement.lang)} ${clock()}`, fields: fieldsOf(form) });
  schedule(form);
});
document.addEventListener("submit", (event) => {
  // the copy goes only when the server has answered with another page: a refused form keeps it
  const form = event.target;
  if (form.dataset.autosave) clearTimeout(timers.get(form));
});
document.querySelectorAll("[data-draft-done]").forEach((mark) => store(`draft:${mark.dataset.draftDone}`, null));
