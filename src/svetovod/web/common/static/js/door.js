// The door: codes are read by the camera or typed, kept on the device until the server has them, also without network.
import { make } from "./forms.js";
import { change, lost, read, shut } from "./kept.js";

const page = document.querySelector("[data-door]");
if (page) open(page);

function open(page) {
  const [say, waits, list, unkept, aside] = ["say", "waits", "list", "unkept", "aside"]
    .map((name) => page.querySelector(`[data-door-${name}]`));
  const field = page.querySelector("[name=code]"), texts = page.dataset, store = `door:${texts.door}`;
  const held = new Set(); // what the server has not answered for: storage may be full, or forbidden
  let people = new Map(), stored = [];
  // told at once, before it is written down: whoever sees that nothing waits may leave the page
  const queue = (codes = stored) => {
    stored = codes || [];
    const all = [...new Set([...stored, ...held])];
    waits.textContent = all.length;
    return all;
  };
  const keep = async (settled = []) => {
    let left = [];
    const kept = await change(store, (codes) => (left = queue(codes).filter((code) => !settled.includes(code))));
    unkept.hidden = !queue(left).length || kept;
  };
  const load = () => fetch(texts.known, { headers: { Accept: "application/json" } })
    .then((answer) => answer.json())
    .then(async (told) => {
      people = new Map(told.people.map((each) => [each.code, each]));
      queue(await read(store)).forEach(came);
      find();
    })
    .catch(() => {});

  const came = (code) => { if (people.has(code)) people.get(code).came = true; };

  async function take(text) {
    const code = text.trim().toLowerCase().slice(0, 60); // of anything: a code has fewer signs
    if (!code) return;
    if (people.size && !people.has(code)) await load(); // registered since the page was loaded
    const person = people.get(code);
    if (people.size && !person) { say.textContent = `${texts.unknown} ${code}`; return; }
    say.textContent = person ? `${person.name}, ${person.organisation}${person.came ? ` (${texts.again})` : ""}` : code;
    came(code);
    held.add(code);
    queue();
    await keep();
    sync();
  }

  async function sync() {
    const codes = queue(await read(store));
    if (!codes.length) return;
    try {
      const answer = await fetch(texts.sync, {
        method: "POST", body: JSON.stringify({ codes }),
        headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": texts.token },
      });
      if (!answer.ok) return;
      const told = await answer.json();
      const settled = [...told.taken, ...Object.keys(told.refused)];
      settled.forEach((code) => held.delete(code));
      await keep(settled);
      const wrong = Object.values(told.refused);
      if (wrong.length) say.textContent = wrong.join(" ");
    } catch { /* no network: what was read is kept */ }
  }

  function find() {
    const asked = field.value.trim().toLowerCase();
    list.replaceChildren(...(asked.length < 2 ? [] : [...people.values()])
      .filter((each) => `${each.name} ${each.organisation}`.toLowerCase().includes(asked)).slice(0, 8)
      .map((each) => {
        const textContent = `${each.name}, ${each.organisation}${each.came ? " ✓" : ""}`;
        const button = make("button", { type: "button", class: "btn", textContent });
        button.addEventListener("click", () => { take(each.code); field.value = ""; find(); });
        return button;
      }));
  }

  page.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    take(field.value);
    field.value = "";
    find();
  });
  field.addEventListener("input", find);
  shut(store);
  read(store).then(() => lost(store)).then((is) => { aside.hidden = !is; });
  load();
  sync();
  setInterval(sync, 5000);
  setInterval(load, 60000);
  camera(page, take);
}

async function camera(page, take) {
  const video = page.querySelector("video"), start = page.querySelector("[data-door-camera]");
  if (!("BarcodeDetector" in window) || !navigator.mediaDevices) return;
  start.hidden = false;
  start.addEventListener("click", async () => {
    const eye = new BarcodeDetector({ formats: ["qr_code"] });
    video.srcObject = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    video.hidden = false;
    await video.play();
    let last = "";
    setInterval(async () => {
      const [found] = await eye.detect(video).catch(() => []);
      if (found && found.rawValue !== last) take((last = found.rawValue));
    }, 300);
  });
}
