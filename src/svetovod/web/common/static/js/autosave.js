// Drafts save themselves: `form[data-autosave=URL]`. A copy stays in the browser until the server has it, so that
// no expired session, lost network or closed lid costs what was typed. `form[data-keep=MARK]`, which the server
// stores only whole, has the copy alone: it goes when the mark is another, for then the form was taken.
import { all, make, on, words } from "./forms.js";
import { keep, lost, names, read, shut } from "./kept.js";

const PAUSE = 2000;
const PATIENCE = 15000;
const SKIP = new Set(["csrfmiddlewaretoken", "idempotency_key"]);

// a computer may be shared: everybody is offered their own words only
const named = (path) => `draft:${document.body.dataset.person || ""}:${path}`;
const keyOf = (form) => named(new URL(form.dataset.autosave || "", location).pathname);
const FORMS = "form[data-autosave], form[data-keep]";
const fieldsOf = (form) => [...new FormData(form)].filter(([name, value]) => typeof value === "string" && !SKIP.has(name));

function say(form, text, bad = false) {
  let line = form.querySelector("[data-autosave-state]");
  if (!line) form.append((line = make("p", { role: "status", "data-autosave-state": "" })));
  line.classList.add("autosave");
  line.classList.toggle("autosave--bad", bad);
  line.textContent = text;
  return line;
}

const { lang } = document.documentElement;
const clock = () => new Date().toLocaleTimeString(lang, { hour: "2-digit", minute: "2-digit" });

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
  if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403) return say(form, words("expired"), true);
  if (!answer.ok) {
    const plain = answer.headers.get("Content-Type")?.startsWith("text/plain");
    return say(form, plain ? await answer.text() : words("unsaved"), true);
  }
  if (sent === JSON.stringify(fieldsOf(form))) keep(key, null);
  // the form under the pen knows the revision that its own saving made: only somebody else's is a conflict
  const revision = answer.headers.get("X-Revision");
  if (revision && form.elements.revision) form.elements.revision.value = revision;
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
  const key = keyOf(form), copy = await read(key), aside = (await lost(key)) ? words("aside") : "";
  if (aside) say(form, aside, true);
  if (!copy) return;
  const taken = form.dataset.keep !== undefined && copy.mark !== form.dataset.keep;
  if (taken || typed(form, copy.fields) === typed(form, fieldsOf(form))) return keep(key, null);
  const restore = () => { fill(form, copy.fields); note(form); };
  const forget = () => keep(key, null);
  // who comes back from signing in goes on where the session ended; who comes another day is asked
  const back = document.referrer && new URL(document.referrer).pathname.startsWith("/accounts/");
  if (back) restore();
  const acts = back ? [["forget", () => forget().then(() => location.reload())]] : [["restore", restore], ["forget", forget]];
  const line = say(form, `${aside} ${words(back ? "restored" : "kept").replace("{time}", copy.at)} `, !!aside);
  for (const [word, act] of acts) {
    const button = make("button", { type: "button", class: "btn btn--quiet", textContent: words(word) });
    button.addEventListener("click", async () => { await act(); line.textContent = ""; });
    line.append(button);
  }
}

// a page of a door carries another key, with which their owner would not open them
if (!document.querySelector("[data-door]")) names().filter((name) => name.startsWith(named(""))).forEach(shut);
// a page may say that its form was taken and show it again: its copy goes before anything is offered
all("[data-draft-done]", (mark) => keep(named(mark.dataset.draftDone), null));
function note(form) {
  const at = `${new Date().toLocaleDateString(lang)} ${clock()}`;
  keep(keyOf(form), { at, fields: fieldsOf(form), mark: form.dataset.keep });
  if (form.dataset.autosave) schedule(form);
}
on("input", (event) => { if (event.target.form?.matches(FORMS)) note(event.target.form); });
// typed before this script came
Promise.all(all(FORMS, offer)).then(() => {
  const pen = document.activeElement;
  if (pen.form && pen.value !== (pen.defaultValue ?? pen.value)) pen.dispatchEvent(new Event("input", { bubbles: true }));
});
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
all("[data-kept-here]", async (place) => {
  const own = names().filter((key) => key.startsWith(named(place.dataset.keptHere)) && key.endsWith("/draft/"));
  for (const key of own) {
    const path = key.slice(named("").length).replace(/draft\/$/, "");
    const title = document.querySelector(`a[href="${CSS.escape(path)}"]`)?.textContent || path;
    const item = make("li");
    item.append(make("a", { href: path, textContent: `${title}, ${(await read(key))?.at || ""}` }));
    place.querySelector("ul").append(item);
  }
  place.hidden = !own.length;
});
