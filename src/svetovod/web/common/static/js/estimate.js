// The estimate as a table: rows in sight are drawn, the server reads, counts, words and refuses every cell.
const root = document.querySelector("[data-grid]");
const { columns, lists, words, editable, url, most } = JSON.parse(root.dataset.grid);
const [view, state, faults, totals] = ["view", "state", "faults", "totals"].map((name) => document.querySelector(`[data-grid-${name}]`));
const table = view.firstElementChild, body = table.tBodies[0], blank = { key: "", bad: [], cells: columns.map(() => ["", ""]) };
const undone = [], done = [], own = new Set(), typed = new Map(); // not saved yet: "row:column" -> { was, text, said }
let rows = [], seq = 0, at = [0, 1], from = at, editing, fresh = [], busy, high = 37;

const on = (target, names, act) => names.split(" ").forEach((name) => target.addEventListener(name, act));
const within = (value, last) => Math.max(0, Math.min(value, last));
const count = () => rows.length + editable;
const rowAt = (r) => rows[r] || blank;
const idOf = (key, c) => `${key}:${columns[c].name}`;
const box = () => [0, 1].map((i) => [from[i], at[i]].sort((a, b) => a - b));
const picked = () => rows.slice(box()[0][0], box()[0][1] + 1);
const aria = (one, look) => Object.keys(look).forEach((name) => one.setAttribute(`aria-${name}`, look[name]));
const linkTo = (key, link) => link.replace("/0/", `/${key}/`);
const keysOf = (some) => some.map(({ key }) => key);
function say(text, bad = false) {
  state.textContent = text;
  state.classList.toggle("autosave--bad", bad);
}

function line(r) {
  const { key, cells, bad } = rowAt(r), tr = document.createElement("tr"), [[r1, r2], [c1, c2]] = box();
  aria(tr, { rowindex: r + 2 });
  columns.forEach(({ name, look, fixed, link }, c) => {
    const td = tr.insertCell(), { text, said } = typed.get(idOf(key, c)) || {}, inside = r >= r1 && r <= r2 && c >= c1 && c <= c2;
    td.id = `g${r}-${c}`;
    td.textContent = text === undefined ? cells[c][1] : lists[name]?.find(([code]) => code === text)?.[1] ?? text;
    td.title = said || td.textContent;
    if (link && key && td.textContent) td.innerHTML = `<a tabindex="-1" href="${linkTo(key, link)}">${td.innerHTML}</a>`;
    const mark = said || bad.includes(name) ? "is-bad" : fresh.includes(key) ? "is-fresh" : "";
    td.className = `g-${look} ${mark} ${r === at[0] && c === at[1] ? "is-at" : ""}`;
    aria(td, { selected: inside, readonly: !!fixed, invalid: !!said });
  });
  return tr;
}

function draw() {
  if (editing) return;
  high = body.rows[0]?.offsetHeight || high;
  const first = within(Math.floor(view.scrollTop / high) - 8, count()), last = within(first + 60, count());
  body.replaceChildren(...Array.from({ length: last - first }, (_, i) => line(first + i)));
  table.style.marginBlock = `${first * high}px ${(count() - last) * high}px`;
  aria(table, { rowcount: count() + 1 });
}

function move(r, c, extend) {
  at = [within(r, count() - 1), within(c, columns.length - 1)];
  if (!extend) from = at;
  const top = at[0] * high;
  view.scrollTop = Math.max(top + 3 * high - view.clientHeight, Math.min(view.scrollTop, top));
  draw();
  body.querySelector(".is-at")?.scrollIntoView({ block: "nearest", inline: "nearest" });
  aria(table, { activedescendant: `g${at[0]}-${at[1]}` });
}

function edit(text) {
  const [r, c] = at, { name, label, fixed, link } = columns[c], { key, cells } = rowAt(r), id = idOf(key, c), list = lists[name];
  if (link && key) location = linkTo(key, link);
  if (editing || fixed) return;
  const field = document.createElement(list ? "select" : "input"), { was, text: begun } = typed.get(id) || { was: cells[c][0], text: cells[c][0] };
  list?.forEach(([code, word]) => field.add(new Option(word, code)));
  aria(field, { label });
  field.value = (!list && text) || begun;
  body.querySelector(".is-at").replaceChildren(field);
  editing = { field, id, was, key, begun };
  field.focus();
  if (!text) field.select?.();
}

function commit(r, c, keep = true) {
  const { field, id, was, key, begun } = editing;
  editing = null;
  table.focus();
  if (keep && (field.value !== begun || typed.has(id))) {
    typed.set(id, { was, text: field.value });
    send([key]);
  }
  move(at[0] + r, at[1] + c);
}

// with all that was refused in these rows: so a currency finds its rate
function send(keys) {
  const cells = [], add = Object.create(null);
  for (const [id, { was, text }] of typed) {
    const [key, name] = id.split(":");
    if (!key) add[name] = text;
    else if (keys.includes(+key)) cells.push([+key, name, was, text]);
  }
  if (cells.length) write({ cells });
  if (keys.includes("") && Object.keys(add).length) write({ add: [{ cells: add }] });
}

const write = (ops, stack) => { busy = busy.then(() => attempt(ops.call ? ops() : ops, stack)).catch(() => say(words.failed, true)); };
async function attempt(ops, stack) {
  if (!ops) return say(words.undone);
  const form = new FormData(root), { paste } = ops;
  Object.entries(paste ? { seq, ...ops } : { ops: JSON.stringify({ seq, ...ops }) }).forEach((pair) => form.set(...pair));
  const answer = await fetch(url, { method: "POST", body: form, redirect: "manual" });
  if (!answer.status) return say(words.expired, true);
  const told = await answer.json();
  faults.innerHTML = told.html || "";
  for (const [id, said, was, text] of told.faults || []) {
    if (was !== undefined) typed.set(id, { was, text, said, clash: true });
    else if (typed.has(id)) typed.get(id).said = said;
  }
  if (answer.ok) {
    ops.cells?.forEach(([key, name, , text]) => typed.get(`${key}:${name}`)?.text === text && typed.delete(`${key}:${name}`));
    if (ops.add && !stack) Object.keys(ops.add[0].cells).forEach((name) => typed.delete(`:${name}`));
    if (!stack) done.length = 0;
    (stack || undone).push(told.undo);
    own.add(told.seq);
  } else if (paste) document.getElementById("id_paste").value = paste;
  if (told.seq <= seq + 1) take(told);
  else await look();
  draw();
  say(told.said, !answer.ok);
}

function take(told) {
  seq = told.seq;
  const kept = rows.filter(({ key }) => told.keys?.includes(key) ?? !told.removed.includes(key)), known = new Map(kept.map((row) => [row.key, row]));
  for (const [key, , bad, cells] of told.rows) known.set(key, { key, bad, cells: cells.map((cell) => (cell.trim ? [cell, cell] : cell)) });
  rows = [...known.values()].sort((a, b) => a.cells[0][0] - b.cells[0][0]);
  totals.innerHTML = told.totals;
  draw();
}

async function look() {
  const answer = await fetch(`${url}?since=${seq}`, { redirect: "manual" }).catch(() => 0);
  if (answer.status !== 200) return;
  const told = await answer.json(), others = told.rows.filter(([, write]) => seq && !own.has(write)), before = rows.length;
  if (others.length) fresh = others.map(([key]) => key);
  take(told);
  if (others.length) say(words.others + others.map((each) => each[3][0]).slice(0, 20).join(", "));
  else if (rows.length < before) say(words.gone);
}

const again = () => send([...keysOf(rows), ""]);
const acts = {
  undo: () => write(() => undone.pop(), done),
  redo: () => write(() => done.pop(), undone),
  remove: () => write({ remove: keysOf(picked()) }),
  mine: again,
  theirs() {
    typed.forEach((draft, id) => draft.clash && typed.delete(id));
    faults.innerHTML = "";
    draw();
  },
};
function clear() {
  for (const { key, cells } of picked()) columns.forEach(({ fixed }, c) => {
    if (!fixed && c >= box()[1][0] && c <= box()[1][1]) typed.set(idOf(key, c), { was: cells[c][0], text: "" });
  });
  send(keysOf(picked()));
}

const steps = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1], PageUp: [-9, 0], PageDown: [9, 0] };
on(table, "keydown", (event) => {
  const { key, code, shiftKey: shift, altKey } = event, ctrl = event.ctrlKey || event.metaKey, [r, c] = at, step = steps[key], way = shift ? -1 : 1;
  if (editing) {
    if (key === "Escape") commit(0, 0, false);
    else if (key === "Enter") commit(way, 0);
    else if (key === "Tab") commit(0, way);
    else return;
  } else if (step) move(r + step[0], c + step[1], shift);
  else if (key === "Home") move(ctrl ? 0 : r, 0, shift);
  else if (key === "End") move(ctrl ? count() : r, columns.length, shift);
  else if (key === "Tab" && columns[c + way]) move(r, c + way);
  else if (key === "Enter" || key === "F2") edit();
  else if (key === "Escape") {
    typed.delete(idOf(rowAt(r).key, c));
    draw();
  } else if (key === "Delete") clear();
  else if (ctrl && code === "KeyZ") acts[shift ? "redo" : "undo"]();
  else if (ctrl && code === "KeyY") acts.redo();
  else if (key.length === 1 && !ctrl && !altKey) edit(key);
  else return;
  event.preventDefault();
});
on(table, "focusout", ({ target }) => target === editing?.field && commit(0, 0));
on(body, "mousedown mouseover dblclick", (event) => {
  const { target, type } = event, td = target.closest("td"), over = type === "mouseover";
  if (!td || editing || target.href || (over && event.buttons !== 1)) return;
  event.preventDefault();
  table.focus({ preventScroll: true });
  if (type === "dblclick") edit();
  else move(parseInt(td.id.slice(1), 10), td.cellIndex, event.shiftKey || over);
});

const plain = ([, shown]) => (/["\t\n]/.test(shown) ? `"${shown.replaceAll('"', '""')}"` : shown);
on(document, "copy paste", (event) => {
  const [[r1], [c1, c2]] = box(), { type, clipboardData: data } = event;
  if (document.activeElement !== table) return;
  event.preventDefault();
  const paste = editable && type === "paste" && data.getData("text/plain");
  if (type === "copy") data.setData("text/plain", picked().map(({ cells }) => cells.slice(c1, c2 + 1).map(plain).join("\t")).join("\n"));
  else if (paste.length > most) say(words.large, true);
  else if (paste) write({ paste, at: rowAt(r1).key, column: columns[Math.max(1, c1)].name });
});
on(root, "click", ({ target }) => acts[target.closest("button")?.dataset.act]?.());
on(view, "scroll", () => requestAnimationFrame(draw));
on(window, "online", again);
on(window, "beforeunload", (event) => typed.size && event.preventDefault());
setInterval(() => document.hidden || (busy = busy.then(look)), 5000);
busy = look().then(() => move(0, 1));
