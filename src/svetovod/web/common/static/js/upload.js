// Files on their way: how much is sent, a way to call it off, and what to do when it breaks. The server answers such a
// request with the address to go to (`X-Location`), with a page to show here, or with a plain sentence.
import { on, release } from "./forms.js";

const PATIENCE = 400; // what is sent sooner needs no bar
const STEP = 25; // per cent between two announcements

on("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.enctype !== "multipart/form-data" || form.hasAttribute("hx-post")) return;
  if (![...form.querySelectorAll("input[type=file]")].some((field) => field.files.length)) return;
  event.preventDefault();
  send(form, event.submitter);
});

function send(form, button) {
  const request = new XMLHttpRequest();
  const bar = panel(form);
  const shown = setTimeout(() => bar.begin(() => request.abort()), PATIENCE);
  const over = (words) => {
    clearTimeout(shown);
    bar.end(words);
    release(form);
    button?.focus();
  };
  let sent = false;
  request.upload.onprogress = (event) => {
    if (event.lengthComputable) bar.at(Math.floor((event.loaded / event.total) * 100));
  };
  request.upload.onload = () => { sent = true; bar.reading(); };
  request.onabort = () => over("cancelled");
  request.onerror = () => over(sent ? "unknown" : "broken");
  request.onload = () => {
    const to = request.getResponseHeader("X-Location");
    if (to) go(new URL(to, location));
    else if (request.getResponseHeader("Content-Type")?.startsWith("text/plain")) {
      over("");
      bar.say(request.responseText, true);
    } else if (request.status >= 500 || !show(request.responseText)) over("refused");
    else clearTimeout(shown);
  };
  request.open("POST", button?.getAttribute("formaction") || form.getAttribute("action") || location.href);
  request.setRequestHeader("X-Upload", "1");
  request.send(new FormData(form, button));
}

// an address that differs in its fragment alone would not be asked for
function go(to) {
  if (to.pathname + to.search !== location.pathname + location.search) location.assign(to);
  else {
    history.replaceState(null, "", to);
    location.reload();
  }
}

function show(text) {
  const page = new DOMParser().parseFromString(text, "text/html");
  const fresh = page.querySelector("main");
  if (!fresh) return false;
  document.title = page.title;
  const main = document.querySelector("main");
  main.replaceChildren(...fresh.childNodes);
  (main.querySelector("[data-focus]") || main).focus();
  scrollTo(0, 0);
  return true;
}

// The words stand in the pattern; the status is in the page before anything is said in it, so that it is read out.
function panel(form) {
  form.querySelector(".upload")?.remove();
  const home = document.getElementById("upload-pattern").content.firstElementChild.cloneNode(true);
  const [progress, cancel, row, state] = ["progress", "button", ".upload__row", "[role=status]"]
    .map((each) => home.querySelector(each));
  let told = 0;
  form.append(home);
  const say = (text, bad = false) => {
    state.textContent = text;
    state.classList.toggle("is-no", bad);
  };
  return {
    say,
    begin(abort) {
      row.hidden = false;
      cancel.addEventListener("click", abort);
      if (!cancel.disabled) cancel.focus();
    },
    at(percent) {
      progress.value = percent;
      if (percent < told + STEP || percent >= 100) return;
      told = percent - (percent % STEP);
      say(home.dataset.sent.replace("{percent}", told));
    },
    reading() {
      progress.removeAttribute("value");
      cancel.disabled = true;
      say(home.dataset.reading);
    },
    end(words) {
      row.hidden = true;
      say(words && home.dataset[words], words !== "cancelled");
    },
  };
}
