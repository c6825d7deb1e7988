// Drafts save themselves: `form[data-autosave=URL]`. A copy stays in the browser until the server has it, so that
// an expired session, an hour without a network or a closed lid costs nothing that was typed. `form[data-keep=MARK]`, which the
// server stores only whole, has the copy alone: it goes when the mark is another, for then the form was taken.
import { make, on, words } from "./forms.js";
import { keep, names, read, shut } from "./kept.js";

const PAUSE = 2000;
const PATIENCE = 15000;
const SKIP = new Set(["csrfmiddlewaretoken", "idempotency_key"]);

// a computer may be shared: everybody is offered their own words only
const named = (path) => `draft:${document.body.dataset.person || ""}:${path}`;
const keyOf = (form) => named(new URL(form.dataset.autosave || "", location).pathname);
const kept = (form) => form?.dataset.autosave || form?.dataset.keep !== undefined;
const fieldsOf = (form) => [...new FormData(form)].filter(([name, value]) => typeof value === "string" && !SKIP.has(name));

function stateLine(form) {
  let line = form.querySelector("[data-autosave-state]");
  if (!line) {
    line = make("p", { role: "status" });
    line.dataset.autosaveState = "";
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

// the form under the pen knows the revision that its own saving made: only somebody else's is a conflict
function renumber(form, answer) {
  const revision = answer.headers.get("X-Revision");
  if (revision && form.elements.revision) form.elements.revision.value = revision;
}

// forms whose words did not reach the server for want of a connection
const cut = new Set();
async function cutOff(form) {
  cut.add(form);
  say(form, words((await read(keyOf(form))) ? "offline" : "nowhere"), true);
}
addEventListener("offline", () => cut.forEach(cutOff));
addEventListener("online", () => cut.forEach((form) => { if (form.isConnected) save(form); else cut.delete(form); }));

const saving = new WeakMap();
function save(form) {
  const done = send(form).finally(() => saving.delete(form));
  saving.set(form, done);
  return done;
}

async function send(form) {
  const key = keyOf(form);
  const body = new FormData(form);
  const sent = JSON.stringify(fieldsOf(form));
  let answer;
  try {
    answer = await fetch(form.dataset.autosave, {
      method: "POST", body, redirect: "manual", signal: AbortSignal.timeout(PATIENCE),
      headers: { "X-Autosave": "1", "X-Requested-With": "fetch" },
    });
  } catch {
    cutOff(form);
    setTimeout(() => schedule(form), PAUSE * 5);
    return;
  }
  cut.delete(form);
  if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403) {
    say(form, words("expired"), true);
    return;
  }
  if (!answer.ok) {
    const plain = answer.headers.get("Content-Type")?.startsWith("text/plain");
    say(form, plain ? await answer.text() : words("unsaved"), true);
    return;
  }
  if (sent === JSON.stringify(fieldsOf(form))) keep(key, null);
  renumber(form, answer);
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

// what a person sees of a form, without the habits of writing money: "60 000,00" is "60000"
function typed(form, fields) {
  const hidden = new Set([...form.elements].filter((one) => one.type === "hidden").map((one) => one.name));
  const plain = (value) => value.replace(/\s/g, "").replace(/^(-?\d+),(\d+)$/, "$1.$2").replace(/^(-?\d+)\.0+$/, "$1");
  return JSON.stringify(fields.filter(([name]) => !hidden.has(name)).map(([name, value]) => [name, plain(value)]));
}

async function offer(form) {
  const copy = await read(keyOf(form));
  if (copy === undefined) say(form, words("aside"), true);
  if (!copy) return;
  const taken = form.dataset.keep !== undefined && copy.mark !== form.dataset.keep;
  if (taken || typed(form, copy.fields) === typed(form, fieldsOf(form))) {
    keep(keyOf(form), null);
    return;
  }
  const restore = () => { fill(form, copy.fields); if (form.dataset.autosave) schedule(form); };
  const forget = () => keep(keyOf(form), null);
  // who comes back from signing in goes on where the session ended; who comes another day is asked
  const back = document.referrer && new URL(document.referrer).pathname.startsWith("/accounts/");
  if (back) restore();
  const acts = back ? [["forget", () => forget().then(() => location.reload())]] : [["restore", restore], ["forget", forget]];
  choice(form, words(back ? "restored" : "kept").replace("{time}", copy.at), acts);
}

function choice(form, text, acts) {
  const line = stateLine(form);
  line.textContent = `${text} `;
  for (const [word, act] of acts) {
    const button = make("button", { type: "button", className: "btn btn--quiet", textContent: words(word) });
    button.addEventListener("click", async () => { await act(); line.textContent = ""; });
    line.append(button);
  }
}

// a page of a door carries another key, with which their owner would not open them
if (!document.querySelector("[data-door]")) names().filter((name) => name.startsWith(named(""))).forEach(shut);
// a page may say that its form was taken and show it again: its copy goes before anything is offered
document.querySelectorAll("[data-draft-done]").forEach((mark) => keep(named(mark.dataset.draftDone), null));
document.querySelectorAll("form[data-autosave], form[data-keep]").forEach(offer);
on("input", (event) => {
  const form = event.target.form;
  if (!kept(form)) return;
  const at = `${new Date().toLocaleDateString(document.documentElement.lang)} ${clock()}`;
  keep(keyOf(form), { at, fields: fieldsOf(form), mark: form.dataset.keep });
  if (form.dataset.autosave) schedule(form);
});
// typed before this script came
const pen = document.activeElement;
if (pen.form && pen.value !== (pen.defaultValue ?? pen.value)) pen.dispatchEvent(new Event("input", { bubbles: true }));
on("submit", (event) => {
  // the copy goes only when the server has answered with another page: a refused form keeps it
  const form = event.target;
  clearTimeout(timers.get(form));
  const away = form.dataset.autosave && (cut.has(form) || !navigator.onLine);
  const done = saving.get(form) || (away ? save(form) : null);
  if (!done) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  // without a connection the browser would leave the page for its own: the form stays, with its words in it
  done.then(() => { if (!cut.has(form)) form.requestSubmit(event.submitter); });
}, true);

// a list of texts names those whose words only this browser has: `[data-kept-here=PATH]` with a `<ul>` in it
document.querySelectorAll("[data-kept-here]").forEach(async (place) => {
  const start = named(place.dataset.keptHere);
  const own = names().filter((key) => key.startsWith(start) && key.endsWith("/draft/"));
  for (const key of own) {
    const path = key.slice(named("").length).replace(/draft\/$/, "");
    const title = document.querySelector(`a[href="${CSS.escape(path)}"]`)?.textContent || path;
    const item = make("li");
    item.append(make("a", { href: path, textContent: `${title}, ${(await read(key))?.at || ""}` }));
    place.querySelector("ul").append(item);
  }
  place.hidden = !own.length;
});
