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

async function get(name) {
  try {
    return JSON.parse(await open(name, localStorage.getItem(await place(name)) ?? localStorage.getItem(name)));
  } catch { return null; }
}

async function put(name, value) {
  try {
    const text = value === null ? null : await close(name, JSON.stringify(value)), at = await place(name);
    if (text === null || at !== name) localStorage.removeItem(name);
    if (text === null) localStorage.removeItem(at);
    else localStorage.setItem(at, text);
  } catch { /* full, or forbidden: then the server's copy is the only one */ }
}

const next = (act) => (turn = turn.then(act));
export const read = (name) => next(() => get(name));
export const keep = (name, value) => next(() => put(name, value));
// from what is kept to what is to be kept, nothing in between
export const change = (name, to) => next(async () => put(name, to(await get(name))));
