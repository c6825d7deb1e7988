// What waits in the browser until the server has it. It is closed with the key of the page, that of who is signed in or
// of a door, so that nobody reads it here after signing out; of visitors with the address they came by, which is not
// written down then. Acts take their turn.
const MARK = "closed:";
const bytes = (text) => new TextEncoder().encode(text);
let turn = Promise.resolve();

const digest = (text) => crypto.subtle.digest("SHA-256", bytes(text));

function key(name) {
  return digest(`${document.body.dataset.key || ""} ${name}`)
    .then((raw) => crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]));
}

async function place(name) {
  if (document.body.dataset.key || !globalThis.crypto?.subtle) return name;
  return btoa(String.fromCharCode(...new Uint8Array(await digest(`of ${name}`))));
}

async function close(name, text) {
  if (!globalThis.crypto?.subtle) return text; // pages that come without TLS from elsewhere
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const shut = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await key(name), bytes(text));
  return MARK + btoa([...iv, ...new Uint8Array(shut)].map((each) => String.fromCharCode(each)).join(""));
}

async function open(name, kept) {
  if (!kept.startsWith(MARK)) return kept; // of before it was closed
  const raw = Uint8Array.from(atob(kept.slice(MARK.length)), (each) => each.charCodeAt(0));
  const iv = raw.subarray(0, 12);
  return new TextDecoder().decode(await crypto.subtle.decrypt({ name: "AES-GCM", iv }, await key(name), raw.subarray(12)));
}

export function names() {
  try { return Object.keys(localStorage); } catch { return []; }
}

// whoever looks with another's eyes has a name and no key: what is theirs is neither read nor written meanwhile
const looking = () => document.body.dataset.person && !document.body.dataset.key;

// `aside:MOMENT:NAME` in milliseconds, of 13 figures: what did not open waits a month for its key to be back
const aside = (at) => names().filter((each) => each.startsWith("aside:") && (!at || each.slice(20) === at)).sort();
aside().forEach((each) => { if (Date.now() - each.slice(6, 19) > 30 * 864e5) localStorage.removeItem(each); });

const away = (at, text) => localStorage.setItem(`aside:${Date.now()}:${at}`, text);

// null where nothing is kept, undefined where it is closed with a former key of the server
async function get(name) {
  if (looking()) return null;
  let stuck = null;
  try {
    const at = await place(name);
    for (const from of [at, name, ...aside(at).reverse()]) {
      const text = localStorage.getItem(from), back = from.startsWith("aside:");
      try {
        const value = JSON.parse(await open(name, text)), was = localStorage.getItem(at);
        if (back) {
          if (was) away(at, was);
          localStorage.setItem(at, text);
          localStorage.removeItem(from);
        }
        return value;
      } catch { if (!back && text?.startsWith(MARK)) stuck = undefined; }
    }
  } catch { /* forbidden */ }
  return stuck;
}

// whether it is kept: not where storage is full, forbidden, or somebody else's
async function put(name, text, stuck = false) {
  if (looking()) return false;
  try {
    const at = await place(name);
    if (stuck) away(at, localStorage.getItem(at));
    if (stuck || text === null) localStorage.removeItem(at);
    if (text !== null) localStorage.setItem(at, await close(name, text));
    if (at !== name) localStorage.removeItem(name);
    return true;
  } catch { return false; }
}

// other tabs wait too, where the browser lends locks: pages without TLS, and with storage forbidden, have none
async function alone(name, act) {
  let begun = false;
  const run = () => { begun = true; return act(); };
  try {
    return await navigator.locks.request(`kept:${name}`, run);
  } catch (error) {
    if (begun) throw error;
    return run();
  }
}

function next(name, act) {
  const run = () => alone(name, act);
  return (turn = turn.then(run, run)); // an act that failed holds up no other
}

export const read = (name) => next(name, () => get(name));
// from what is kept to what is to be kept, nothing in between; what does not open goes aside, nothing is written over it
export const change = (name, to) => next(name, async () => {
  const was = await get(name), value = to(was ?? null);
  return put(name, value === null || value.length === 0 ? null : JSON.stringify(value), was === undefined);
});
export const keep = (name, value) => change(name, () => value);
// what an earlier version left in the open
export const shut = (name) => next(name, async () => {
  const text = names().includes(name) ? localStorage.getItem(name) : MARK;
  return text.startsWith(MARK) || put(name, text);
});
