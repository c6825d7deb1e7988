// What waits in the browser until the server has it. It is closed with the key of the page, that of who is signed in or
// of a door, so that nobody reads it here after signing out; of visitors with the address they came by, which is not
// written down then. Acts take their turn.
const MARK = "closed:";
const bytes = (text) => new TextEncoder().encode(text);
const subtle = globalThis.crypto?.subtle;
let turn = Promise.resolve();

const base = (raw) => btoa(Array.from(raw, (each) => String.fromCharCode(each)).join(""));
const digest = (text) => subtle.digest("SHA-256", bytes(text));

function key(name) {
  return digest(`${document.body.dataset.key || ""} ${name}`)
    .then((raw) => subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]));
}

async function place(name) {
  if (document.body.dataset.key || !subtle) return name;
  return base(new Uint8Array(await digest(`of ${name}`)));
}

async function close(name, text) {
  if (!subtle) return text; // pages that come without TLS from elsewhere
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const shut = await subtle.encrypt({ name: "AES-GCM", iv }, await key(name), bytes(text));
  return MARK + base([...iv, ...new Uint8Array(shut)]);
}

async function open(name, kept) {
  if (!kept.startsWith(MARK)) return kept; // of before it was closed
  const raw = Uint8Array.from(atob(kept.slice(MARK.length)), (each) => each.charCodeAt(0));
  const iv = raw.subarray(0, 12);
  return new TextDecoder().decode(await subtle.decrypt({ name: "AES-GCM", iv }, await key(name), raw.subarray(12)));
}

export function names() {
  try { return Object.keys(localStorage); } catch { return []; }
}

// whoever looks with another's eyes has a name and no key: what is theirs is neither read nor written meanwhile
const looking = () => document.body.dataset.person && !document.body.dataset.key;

// `aside:MOMENT:NAME` in milliseconds, of 13 figures: what did not open waits a month for its key to be back
const aside = (at) => names().filter((each) => each.startsWith("aside:") && (!at || each.slice(20) === at)).sort();
aside().forEach((each) => { if (Date.now() - each.slice(6, 19) > 30 * 864e5) localStorage.removeItem(each); });

function move(from, to) {
  const text = localStorage.getItem(from);
  if (text) localStorage.setItem(to, text);
  localStorage.removeItem(from);
}

// null where nothing is kept. What does not open goes aside, what lies there and opens comes back; fails where storage does
async function get(name, all = true) {
  if (looking()) return null;
  const at = await place(name), old = all ? aside(at).reverse() : [];
  for (const from of [at, name, ...old]) {
    const text = localStorage.getItem(from), back = old.includes(from);
    try {
      const value = JSON.parse(await open(name, text));
      if (back) move(from, at);
      return value;
    } catch { if (!back && text?.startsWith(MARK)) move(from, `aside:${Date.now()}:${at}`); }
  }
  return null;
}

// whether it is kept: not where storage is full, forbidden, or somebody else's
async function put(name, text) {
  if (looking()) return false;
  try {
    const at = await place(name);
    if (text === null) localStorage.removeItem(at);
    else localStorage.setItem(at, await close(name, text));
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

export const read = (name) => next(name, () => get(name).catch(() => null));
// whether something of it lies aside, as it is after reading
export const lost = async (name) => !looking() && aside(await place(name)).length > 0;
// from what is kept to what is to be kept, nothing in between; nothing is written over what does not open
export const change = (name, to, all) => next(name, async () => {
  const was = await get(name, all).catch(() => {}), value = to(was ?? null);
  return was !== undefined && put(name, value && value.length !== 0 ? JSON.stringify(value) : null);
});
// what lies aside stays there: it was not offered yet
export const keep = (name, value) => change(name, () => value, false);
// what an earlier version left in the open
export const shut = (name) => next(name, async () => {
  const text = names().includes(name) ? localStorage.getItem(name) : MARK;
  return text.startsWith(MARK) || put(name, text);
});
