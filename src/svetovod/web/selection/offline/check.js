"use strict";
// Everything is computed here, from the figures in this file; nothing is asked of any server.
const file = JSON.parse(document.getElementById("data").textContent);
// without figures, where places are not those of the ranking, the page proves what was filed and sealed
const ru = file.words, data = file.figures;
const text = (key, ...parts) => parts.reduce((line, part, n) => line.replace(`{${n}}`, part), ru[key]);

// SHA-256 (FIPS 180-4) of bytes
const PRIMES = [];
for (let n = 2; PRIMES.length < 64; n++) if (PRIMES.every((p) => n % p)) PRIMES.push(n);
const bits = (value) => Math.floor((value - Math.floor(value)) * 4294967296) | 0;
const K = PRIMES.map((p) => bits(Math.cbrt(p)));
function sha256(bytes) {
  const h = PRIMES.slice(0, 8).map((p) => bits(Math.sqrt(p)));
  const size = ((bytes.length + 8) >> 6) + 1;
  const block = new DataView(new ArrayBuffer(size * 64));
  bytes.forEach((value, n) => block.setUint8(n, value));
  block.setUint8(bytes.length, 128);
  block.setUint32(size * 64 - 8, Math.floor(bytes.length / 536870912));
  block.setUint32(size * 64 - 4, (bytes.length << 3) >>> 0);
  const w = new Int32Array(64), turn = (x, n) => (x >>> n) | (x << (32 - n));
  for (let start = 0; start < size * 64; start += 64) {
    for (let n = 0; n < 16; n++) w[n] = block.getInt32(start + 4 * n);
    for (let n = 16; n < 64; n++) {
      const a = w[n - 15], b = w[n - 2];
      w[n] = w[n - 16] + (turn(a, 7) ^ turn(a, 18) ^ (a >>> 3)) + w[n - 7] + (turn(b, 17) ^ turn(b, 19) ^ (b >>> 10));
    }
    let [a, b, c, d, e, f, g, i] = h;
    for (let n = 0; n < 64; n++) {
      const one = (i + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + K[n] + w[n]) | 0;
      const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      [i, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
    }
    [a, b, c, d, e, f, g, i].forEach((value, n) => (h[n] = (h[n] + value) | 0));
  }
  return h.flatMap((v) => [v >>> 24, (v >>> 16) & 255, (v >>> 8) & 255, v & 255]);
}
const utf8 = (line) => [...new TextEncoder().encode(line)];
const hex = (bytes) => bytes.map((b) => b.toString(16).padStart(2, "0")).join("");
const unhex = (line) => (line.match(/../g) || []).map((pair) => parseInt(pair, 16));

// exact fractions
const gcd = (a, b) => { while (b) [a, b] = [b, a % b]; return a < 0n ? -a : a; };
const frac = (n, d) => { const g = gcd(n, d) || 1n; return [n / g, d / g]; };
const num = (line) => { const [w, f = ""] = line.split("."); return frac(BigInt(w + f), 10n ** BigInt(f.length)); };
const add = (a, b) => frac(a[0] * b[1] + b[0] * a[1], a[1] * b[1]);
const mul = (a, b) => frac(a[0] * b[0], a[1] * b[1]);
const less = (a, b) => a[0] * b[1] < b[0] * a[1];
const order = (a, b) => (less(a, b) ? -1 : less(b, a) ? 1 : 0);
const money = (line) => { const f = mul(num(line), [100n, 1n]); return f[0]; };
const rubles = (k) => `${k / 100n}.${String(k % 100n).padStart(2, "0")}`;
const exact = (f) => (f[1] === 1n ? String(f[0]) : `${f[0]}/${f[1]}`);
const shown = (f) => rubles((f[0] * 200n + f[1]) / (2n * f[1]));

function figure(points) {
  let kept = points.map(num).sort(order);
  if (data.aggregation === "trimmed_mean" && kept.length > 2) kept = kept.slice(1, -1);
  if (data.aggregation === "median") while (kept.length > 2) kept = kept.slice(1, -1);
  return mul(kept.reduce(add, [0n, 1n]), [1n, BigInt(kept.length)]);
}
function parts(project) {
  return data.criteria.map((c) => {
    const points = project.scores[c.code] || [];
    const mean = points.length ? figure(points) : [0n, 1n];
    const most = num(c.maximum);
    return { c, points, mean, value: mul(mul(num(c.weight), mean), [most[1], most[0]]) };
  });
}
function keys(project) {
  return data.ties.flatMap((key) => {
    if (key === "registered_at") return [[BigInt(project.moment), 1n]];
    if (key === "requested") return [num(project.requested)];
    if (key === "own_funds") return [mul(num(project.own_funds), [-1n, 1n])];
    if (key === "votes") return [[-BigInt(project.votes), 1n], [project.chair ? 0n : 1n, 1n]];
    const part = parts(project).find((each) => `criterion:${each.c.code}` === key);
    return [[-part.mean[0], part.mean[1]]];
  });
}
function ranked() {
  const rows = data.projects.filter((p) => p.ranked).map((project) => ({
    project, keys: keys(project), score: parts(project).map((part) => part.value).reduce(add, [0n, 1n]),
  }));
  rows.sort((a, b) => {
    let found = order(b.score, a.score);
    for (let n = 0; !found && n < a.keys.length; n++) found = order(a.keys[n], b.keys[n]);
    return found || a.project.after - b.project.after;
  });
  rows.forEach((row) => {
    row.asked = money(row.project.requested);
    row.needed = row.project.minimum === null ? row.asked : money(row.project.minimum);
    row.passes = (data.threshold === null || !less(row.score, num(data.threshold))) &&
      parts(row.project).every((part) => !part.c.least || !less(part.mean, num(part.c.least)));
  });
  if (data.distribution === "proportional") share(rows); else pay(rows);
  return rows;
}
const seats = (rows) => (data.winners ? Number(data.winners) : rows.length);
function share(rows) {
  const limit = money(data.limit), out = new Set();
  const cut = (back) => {
    const inside = rows.filter((row) => row.passes && (row === back || !out.has(row))).slice(0, seats(rows));
    const total = inside.reduce((sum, row) => sum + row.asked, 0n);
    const parts = new Map(inside.map((row) => [row, total > limit ? (limit * row.asked) / total : row.asked]));
    let spare = [...parts.values()].reduce((left, part) => left - part, total > limit ? limit : total);
    inside.forEach((row) => { if (spare && parts.get(row) < row.asked) { parts.set(row, parts.get(row) + 1n); spare--; } });
    return [parts, inside.filter((row) => parts.get(row) !== row.asked && (!parts.get(row) || parts.get(row) < row.needed))];
  };
  for (let small = cut()[1]; small.length; small = cut()[1]) out.add(small.pop());
  const fits = (row) => { const [parts, small] = cut(row); return out.has(row) && parts.has(row) && !small.length; };
  for (let back = rows.find(fits); back; back = rows.find(fits)) out.delete(back);
  const [parts] = cut();
  rows.forEach((row) => {
    row.money = parts.get(row) || 0n;
    row.status = !row.passes ? "below_threshold" : !parts.has(row) ? "reserve" : row.money === row.asked ? "winner" : "partial";
  });
}
function pay(rows) {
  const limit = money(data.limit), quotas = data.quotas, low = (a, b) => (a < b ? a : b), years = data.years.map(money);
  const own = rows.map((row) => quotas.filter((q) => q.name === row.project[q.by]));
  const kept = new Map(quotas.map((q) => {
    const asked = rows.filter((row, n) => own[n].includes(q) && row.passes);
    const sum = asked.reduce((total, row) => total + row.asked, 0n);
    return [q, low(low(sum, money(q.at_least || "0")), q.at_most === null ? sum : money(q.at_most))];
  }));
  const spent = new Map(quotas.map((q) => [q, 0n])), closed = new Set();
  let left = limit, stopped = false, free = seats(rows);
  const rest = (q) => (kept.get(q) > spent.get(q) ? kept.get(q) - spent.get(q) : 0n);
  rows.forEach((row, n) => {
    row.money = 0n;
    if (!row.passes) { row.status = "below_threshold"; return; }
    const kin = (by) => quotas.filter((q) => q.by === by && !own[n].includes(q)).reduce((sum, q) => sum + rest(q), 0n);
    const [one, two] = [kin("region"), kin("direction")], others = one > two ? one : two;
    let room = left - others > 0n ? left - others : 0n, cap = null;
    own[n].forEach((q) => {
      if (q.at_most !== null && money(q.at_most) - spent.get(q) < room) [room, cap] = [money(q.at_most) - spent.get(q), q];
    });
    const { asked, needed } = row;
    row.status = "reserve";
    if (!free) return;
    const barred = own[n].some((q) => closed.has(q)) || (stopped && !own[n].some((q) => rest(q) > 0n));
    if (data.distribution !== "skip" && barred) return;
    // of each year what is asked of it and left in it, the first years first
    let amount = low(room, asked), wanted = amount;
    const taken = years.map((rest, year) => {
      const part = low(low(row.project.by_year ? money(row.project.by_year[year]) : wanted, rest), wanted);
      wanted -= part;
      return part;
    });
    if (years.length) amount -= wanted;
    if (amount < room && amount < asked) cap = null;
    if (amount === asked || (amount > 0n && amount >= needed)) {
      [row.status, row.money] = [amount === asked ? "winner" : "partial", amount];
      left -= amount;
      free--;
      taken.forEach((part, year) => (years[year] -= part));
      own[n].forEach((q) => spent.set(q, spent.get(q) + amount));
    } else if (cap) closed.add(cap);
    else { stopped = true; own[n].forEach((q) => closed.add(q)); }
  });
}

// what only the applicant reads: opened by the checksum of the receipt
function opened(id, receipt) {
  const bytes = unhex(file.own[id] || "");
  const clear = bytes.map((value, n) => value ^ stream(receipt, n));
  const line = new TextDecoder().decode(new Uint8Array(clear));
  return line.startsWith("svetovod:") ? JSON.parse(line.slice(9)) : null;
}
const blocks = new Map();
function stream(receipt, n) {
  const key = `${receipt}:${n >> 5}`;
  if (!blocks.has(key)) blocks.set(key, sha256(utf8(key)));
  return blocks.get(key)[n & 31];
}
function included(entry) {
  let hash = sha256([0, ...utf8(entry.body)]), place = entry.index, last = file.root.size - 1;
  for (const step of entry.proof.map(unhex)) {
    if (last === 0) return false;
    if (place & 1 || place === last) {
      hash = sha256([1, ...step, ...hash]);
      while (place && !(place & 1)) { place >>= 1; last >>= 1; }
    } else hash = sha256([1, ...hash, ...step]);
    place >>= 1;
    last >>= 1;
  }
  return last === 0 && hex(hash) === file.root.root;
}
const kept = (sheet) => hex(sha256([...unhex(sheet.salt), ...utf8(sheet.canonical)])) === sheet.commitment &&
  sheet.entry.body.includes(sheet.commitment) && included(sheet.entry);

// the page
const place = document.getElementById("answer");
function put(tag, line, into = place) { const one = document.createElement(tag); one.textContent = line; into.append(one); return one; }
function table(caption, heads, rows) {
  const made = put("table", "");
  put("caption", caption, made);
  const head = put("tr", "", made);
  heads.forEach((line) => put("th", line, head).setAttribute("scope", "col"));
  rows.forEach((cells) => { const row = put("tr", "", made); cells.forEach((line, n) => put(n ? "td" : "th", line, row)); });
}
function answer(code, receipt) {
  place.replaceChildren();
  const id = hex(sha256(utf8(`${file.slug}:${code.trim()}`))).slice(0, 16);
  const mine = data && data.projects.find((p) => p.id === id);
  if (!mine && !file.own[id]) { put("p", text("unknown")); return; }
  if (!mine) put("p", text("decided"));
  else if (mine.ranked) figures(mine);
  else put("p", text(mine.status));
  proofs(id, receipt.trim().toLowerCase());
}
function figures(mine) {
  const rows = ranked(), at = rows.findIndex((row) => row.project === mine), row = rows[at];
  const same = at + 1 === mine.rank && exact(row.score) === mine.score && row.status === mine.status && rubles(row.money) === mine.allocated;
  put("h2", text("place", at + 1, rows.length, shown(row.score)));
  put("p", `${text(row.status)} ${row.money ? text("granted", rubles(row.money)) : ""}`);
  put("p", same ? text("same") : text("differs")).className = same ? "yes" : "no";
  const whole = rows.every((each, n) => n + 1 === each.project.rank && exact(each.score) === each.project.score && rubles(each.money) === each.project.allocated);
  put("p", whole ? text("all_same", rows.length) : text("all_differ")).className = whole ? "yes" : "no";
  table(text("parts"), ["criterion", "points", "mean", "value"].map((key) => text(key)), parts(mine).map((p) => [
    p.c.name, p.points.join("; "), shown(p.mean), `${p.c.weight} × ${shown(p.mean)} / ${p.c.maximum} = ${shown(p.value)}`,
  ]));
  table(text("others"), ["rank", "score", "granted_head"].map((key) => text(key)), rows.map((each, n) => [
    each === row ? `${n + 1} ←` : String(n + 1), shown(each.score), rubles(each.money),
  ]));
}
function proofs(id, receipt) {
  const found = receipt ? opened(id, receipt) : null;
  if (!found) { put("p", text(receipt ? "wrong_receipt" : "no_receipt")); return; }
  const filing = found.find((each) => each.filing), sheets = found.filter((each) => !each.filing);
  const filed = filing && filing.entry.body.includes(receipt) && included(filing.entry);
  put("p", filed ? text("filed", filing.entry.index) : text("not_filed")).className = filed ? "yes" : "no";
  if (sheets.length) put("h2", text("grounds"));
  sheets.forEach((sheet) => {
    put("h3", sheet.expert);
    put("p", sheet.comment || text("no_comment"));
    const good = kept(sheet);
    put("p", good ? text("kept", sheet.entry.index) : text("broken")).className = good ? "yes" : "no";
  });
  put("p", text("root", file.root.protocol, file.root.root));
}
const form = document.getElementById("ask");
const [wanted, receipt] = decodeURIComponent(location.hash.slice(1)).split("/");
if (wanted) form.elements.code.value = wanted;
if (receipt) form.elements.receipt.value = receipt;
form.addEventListener("submit", (event) => { event.preventDefault(); answer(form.elements.code.value, form.elements.receipt.value); });
if (wanted) answer(wanted, receipt || "");
