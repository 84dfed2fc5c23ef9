// The tab Documenten: files are sent one by one and read by the server in its own time; their progress is asked for while
// anything is under way. Removing asks first.

import { ROOT, show } from "./page.js";

const TAB = "documenten";
const HEADERS = { "x-vindplaats": document.querySelector(".vp-top").dataset.token };
const PAUSE = 400; // ms between two questions how far the files are
const LATER = 5000; // ms after which a server that does not answer is asked again
const sending = new Map(); // key -> {name, part, problem} of files that the server does not have yet
let waiting = []; // files to be sent
let busy = false;
let asking = null; // timer
const over = new Set(); // numbers of files that the server is done with

document.addEventListener("vp:filled", (event) => {
  if (event.detail.tab === TAB) follow();
});

document.addEventListener("change", (event) => {
  if (event.target.id !== "bestanden") return;
  send([...event.target.files]);
  event.target.value = "";
});
for (const kind of ["dragover", "dragleave", "drop"]) {
  document.addEventListener(kind, (event) => {
    const place = event.target.closest?.("[data-drop]");
    if (!place) return;
    event.preventDefault();
    place.classList.toggle("vp-over", kind === "dragover");
    if (kind === "drop") send([...event.dataTransfer.files]);
  });
}

function send(files) {
  for (const file of files) {
    const key = Symbol(file.name);
    sending.set(key, { name: file.name, part: 0, problem: "" });
    waiting.push([key, file]);
  }
  draw();
  next();
}

function next() {
  if (busy || !waiting.length) return;
  busy = true;
  const [key, file] = waiting.shift();
  const request = new XMLHttpRequest(); // fetch does not tell how much is sent
  request.open("POST", `${ROOT}documenten/bestanden?naam=${encodeURIComponent(file.name)}`);
  for (const [name, value] of Object.entries(HEADERS)) request.setRequestHeader(name, value);
  request.upload.addEventListener("progress", (event) => {
    if (event.lengthComputable) sending.get(key).part = event.loaded / event.total;
    draw();
  });
  request.addEventListener("loadend", () => {
    if (request.status === 202) sending.delete(key);
    else sending.get(key).problem = problemOf(request) || words().not_sent;
    busy = false;
    follow();
    next();
  });
  request.send(file);
}

function problemOf(request) {
  try {
    return JSON.parse(request.responseText).problem;
  } catch {
    return "";
  }
}

let jobs = [];

/** Ask how far the files are, and again as long as any is under way; who may add none is told of none. */
async function follow() {
  clearTimeout(asking);
  if (!list() && !jobs.length) return;
  try {
    jobs = await (await fetch(`${ROOT}documenten/bestanden`)).json();
  } catch {
    again(LATER);
    return;
  }
  draw();
  const ended = jobs.filter((job) => job.over);
  const fresh = ended.filter((job) => !over.has(job.number));
  for (const job of fresh) over.add(job.number);
  if (fresh.length && followed) {
    say(fresh.map(sentence).join(" "));
    if (fresh.some((job) => ["added", "replaced"].includes(job.state))) refill();
  }
  followed = true;
  if (ended.length < jobs.length) again(PAUSE);
}
let followed = false; // what ended before this page was opened is no news

function again(pause) {
  clearTimeout(asking);
  asking = setTimeout(follow, pause);
}

async function refill() {
  const question = document.querySelector(".vp-dialog[open]");
  if (question) {
    question.addEventListener("close", refill, { once: true }); // not under the hands of who is asked something
    return;
  }
  document.dispatchEvent(new Event("vp:stale"));
  const address = location.search;
  if (new URLSearchParams(address).get("tab") === TAB) await show(address, { push: false });
}

function list() {
  return document.querySelector("[data-keep=bestanden]");
}

let texts = {};

/** The texts of the list: as last seen, since the list is gone while the server does not answer. */
function words() {
  return (texts = list() ? JSON.parse(list().dataset.words) : texts);
}

function sentence(job) {
  return `${job.name}: ${stateOf(job, words())}.`;
}

function stateOf(job, texts) {
  return (texts[job.state] ?? job.state).replace("{document}", () => job.document);
}

function say(text) {
  const status = document.getElementById("vp-status");
  if (status) status.textContent = text;
}

function draw() {
  const place = list();
  if (!place) return;
  const texts = words();
  const unsent = [...sending.values()].reverse().map((each) => ({
    name: each.name,
    part: each.part,
    state: each.problem ? "failed" : "sending",
    problem: each.problem,
  }));
  const focused = document.activeElement;
  const kept = (job) => job.state === "password" && place.querySelector(`[data-password="${job.number}"]`); // a password may be typed in it
  place.replaceChildren(...[...unsent, ...jobs].map((job) => kept(job) || row(job, texts)));
  if (focused !== document.activeElement && place.contains(focused)) focused.focus({ preventScroll: true });
}

function row(job, texts) {
  const item = document.createElement("li");
  item.dataset.state = job.state;
  const name = document.createElement("span");
  name.className = "vp-job";
  name.textContent = job.name;
  const state = document.createElement("span");
  state.className = "vp-quiet";
  state.textContent = stateOf(job, texts);
  item.append(name, " ", state);
  if (["waiting", "reading", "sending"].includes(job.state)) {
    const bar = document.createElement("progress");
    bar.max = 1;
    if (job.state !== "waiting") bar.value = job.part;
    bar.setAttribute("aria-label", `${job.name}: ${texts[job.state]}`);
    item.append(bar);
  }
  if (job.state === "password") item.append(...password(item, job, texts));
  if (job.problem || job.doubt) {
    const problem = document.createElement("p");
    problem.lang = "nl";
    problem.textContent = job.problem || job.doubt;
    item.append(problem);
  }
  return item;
}

function password(item, job, texts) {
  item.dataset.password = job.number;
  const field = document.createElement("input");
  field.type = "password";
  field.autocomplete = "off";
  field.setAttribute("aria-label", texts.secret_of.replace("{name}", () => job.name));
  const button = document.createElement("button");
  button.type = "button";
  button.className = "vp-button";
  button.textContent = texts.try_again;
  const send = async () => {
    if (button.disabled) return;
    button.disabled = true;
    try {
      await fetch(`${ROOT}documenten/bestanden/${job.number}`, { method: "POST", headers: HEADERS, body: field.value });
      over.delete(job.number);
      delete item.dataset.password; // what comes of it is shown in a new row
    } catch {
      say(`${job.name}: ${texts.not_sent}.`);
    }
    button.disabled = false;
    follow();
  };
  button.addEventListener("click", send);
  field.addEventListener("keydown", (event) => event.key === "Enter" && send());
  return [field, button];
}

let removing = null; // the button that asked

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-remove]");
  const dialog = document.querySelector(".vp-dialog");
  if (button) {
    removing = button;
    const sure = dialog.querySelector("[data-sure]");
    sure.textContent = sure.dataset.sure.replace("{title}", () => button.dataset.title);
    dialog.querySelector("[data-problem]").textContent = "";
    dialog.showModal();
  } else if (event.target.closest?.("[data-cancel]")) dialog.close();
  else if (event.target.closest?.("[data-confirm]")) remove(dialog);
});

async function remove(dialog) {
  const { remove: id, title } = removing.dataset;
  const confirm = dialog.querySelector("[data-confirm]");
  if (confirm.disabled) return; // clicked twice
  confirm.disabled = true;
  let answer;
  try {
    answer = await fetch(`${ROOT}documenten/${encodeURIComponent(id)}`, { method: "DELETE", headers: HEADERS });
  } catch {
    answer = null;
  }
  const problem = answer?.ok ? "" : await answer?.json().then((body) => body.problem, () => "");
  confirm.disabled = false;
  if (!answer?.ok) {
    if (removing.dataset.remove === id) dialog.querySelector("[data-problem]").textContent = problem || words().not_removed;
    return;
  }
  if (removing.dataset.remove === id) dialog.close();
  await refill();
  say(words().removed.replace("{title}", () => title));
  if (document.activeElement === document.body) document.getElementById(`deel-${TAB}`)?.focus({ preventScroll: true });
}
