// The tab Documenten: files are sent one by one and read by the server in its own time; their progress is asked for while
// anything is under way. What became of a file is told once, to the browser that saw it under way: on the next visit the
// report is gone, but for files that wait for a password.

import { chosen, dropped, named, readable } from "./folders.js";
import { ROOT, show } from "./page.js";
import { store, stored } from "./storage.js";

export const TAB = "documenten";
export const HEADERS = { "x-vindplaats": document.querySelector(".vp-top").dataset.token };
const PAUSE = 400; // ms between two questions how far the files are
const LATER = 5000; // ms after which a server that does not answer is asked again
const EXPECTED = "vindplaats.verwacht"; // keys of what was seen under way and has not been told yet
const HIDDEN = "vindplaats.verborgen"; // keys of what waits for a password, in a report that was closed
const NAMES = 5; // files that are named of those that were skipped

let sending = []; // {name, part, problem} of files that the server does not have yet, latest first
const waiting = []; // files to be sent
let busy = false;
let timer = null;
let skipped = []; // names
const jobs = new Map(); // key -> what the server last told
const told = new Set(); // keys of what ended since this page was opened
let started = false; // what had ended before this page was opened is not said aloud

document.addEventListener("vp:filled", (event) => {
  if (event.detail.tab === TAB) follow();
});

document.addEventListener("change", (event) => {
  if (!["bestanden", "map"].includes(event.target.id)) return;
  send(chosen(event.target));
  event.target.value = "";
});
for (const kind of ["dragover", "dragleave", "drop"]) {
  document.addEventListener(kind, async (event) => {
    const place = event.target.closest?.("[data-drop]");
    if (!place) return;
    event.preventDefault();
    place.classList.toggle("vp-over", kind === "dragover");
    if (kind === "drop") send(await dropped(event.dataTransfer));
  });
}
document.addEventListener("click", (event) => {
  if (!event.target.closest?.("[data-hide]")) return;
  store(HIDDEN, [...jobs.values()].filter((job) => job.state === "password").map((job) => job.key));
  for (const key of told) jobs.delete(key);
  told.clear();
  skipped = [];
  sending = sending.filter((each) => !each.problem);
  draw();
  document.querySelector("[data-drop] input")?.focus();
});

/** Send files. Of a folder only what can be read: of a file that was chosen by itself the server says why it cannot. */
function send({ files, folder }) {
  const kept = folder ? readable(files, document.getElementById("bestanden").accept.split(",")) : { files, skipped: [] };
  skipped = kept.skipped;
  for (const each of named(kept.files)) {
    const item = { name: each.name, part: 0, problem: "" };
    sending.unshift(item);
    waiting.push([item, each.file]);
  }
  if (folder && !kept.files.length) say(words().none_readable);
  draw({ nothing: folder && !kept.files.length });
  next();
}

function next() {
  if (busy || !waiting.length) return;
  busy = true;
  const [item, file] = waiting.shift();
  const request = new XMLHttpRequest(); // fetch does not tell how much is sent
  request.open("POST", `${ROOT}documenten/bestanden?naam=${encodeURIComponent(item.name)}`);
  for (const [name, value] of Object.entries(HEADERS)) request.setRequestHeader(name, value);
  request.upload.addEventListener("progress", (event) => {
    if (event.lengthComputable) item.part = event.loaded / event.total;
    draw();
  });
  request.addEventListener("loadend", () => {
    const answer = bodyOf(request);
    if (request.status === 202) {
      sending = sending.filter((each) => each !== item);
      expect(answer);
    } else item.problem = answer.problem || words().not_sent;
    busy = false;
    follow();
    next();
  });
  request.send(file);
}

function bodyOf(request) {
  try {
    return JSON.parse(request.responseText);
  } catch {
    return {};
  }
}

/** Remember what the server took, so that what becomes of it is told. */
export function expect(job) {
  jobs.set(job.key, job);
  store(EXPECTED, [...new Set([...stored(EXPECTED, []), job.key])]);
}

/** Ask how far the files are, and again as long as any is under way; who may add none is told of none. */
export async function follow() {
  clearTimeout(timer);
  if (!report() && !jobs.size) return;
  let known;
  try {
    known = await (await fetch(`${ROOT}documenten/bestanden`)).json();
  } catch {
    again(LATER);
    return;
  }
  const fresh = take(known);
  draw();
  if (fresh.length && started) {
    say(fresh.map(sentence).join(" "));
    if (fresh.some((job) => ["added", "replaced", "corrected"].includes(job.state))) refill();
  }
  started = true;
  if (known.some((job) => !job.over)) again(PAUSE);
}

/** Take in what the server knows; returns what ended meanwhile. */
function take(known) {
  const expected = new Set(stored(EXPECTED, []));
  const hidden = stored(HIDDEN, []);
  const fresh = [];
  for (const job of known) {
    if (!job.over) expected.add(job.key);
    else if (expected.delete(job.key)) {
      told.add(job.key);
      fresh.push(job);
    }
    if (!job.over || told.has(job.key) || (job.state === "password" && !hidden.includes(job.key))) jobs.set(job.key, job);
  }
  const keys = new Set(known.map((job) => job.key));
  store(EXPECTED, [...expected].filter((key) => keys.has(key))); // of a server that was started again nothing is left
  return fresh;
}

function again(pause) {
  clearTimeout(timer);
  timer = setTimeout(follow, pause);
}

export async function refill() {
  const question = document.querySelector(".vp-dialog[open]");
  if (question) {
    question.addEventListener("close", refill, { once: true }); // not under the hands of who is asked something
    return;
  }
  document.dispatchEvent(new Event("vp:stale"));
  const address = location.search;
  if (new URLSearchParams(address).get("tab") === TAB && !document.querySelector("[data-correct]")) await show(address, { push: false });
}

function report() {
  return document.querySelector("[data-keep=bestanden]");
}

let texts = {};

/** The texts of the report: as last seen, since it is gone while the server does not answer. */
export function words() {
  return (texts = report() ? JSON.parse(report().dataset.words) : texts);
}

function sentence(job) {
  return `${job.name}: ${stateOf(job)}.`;
}

function stateOf(job) {
  return (words()[job.state] ?? job.state).replace("{document}", () => job.document);
}

export function say(text) {
  const status = document.getElementById("vp-status");
  if (status) status.textContent = text;
}

/** Draw the report: what went wrong or waits for somebody first, then what is under way, then what is done. */
function draw({ nothing = false } = {}) {
  const place = report();
  if (!place) return;
  const unsent = sending.map((each) => ({ ...each, state: each.problem ? "failed" : "sending", over: Boolean(each.problem) }));
  const rank = (job) => (["failed", "password"].includes(job.state) ? 0 : job.over ? 2 : 1);
  const latest = [...jobs.values()].sort((one, other) => other.number - one.number);
  const all = [...unsent, ...latest].sort((one, other) => rank(one) - rank(other));
  place.hidden = !all.length && !skipped.length && !nothing;
  tally(place, all, nothing);
  const rows = place.querySelector(".vp-jobs");
  const focused = document.activeElement;
  const kept = (job) => job.state === "password" && rows.querySelector(`[data-password="${job.number}"]`); // a password may be typed in it
  rows.replaceChildren(...all.map((job) => kept(job) || row(job)));
  rows.hidden = !all.length;
  if (focused !== document.activeElement && rows.contains(focused)) focused.focus({ preventScroll: true });
}

function tally(place, all, nothing) {
  const texts = words();
  const done = all.filter((job) => job.over).length;
  const failed = all.filter((job) => job.state === "failed").length;
  const sums = [texts.tally.replace("{done}", done).replace("{all}", all.length), failed && `${failed} ${texts.failed}`];
  place.querySelector("[data-tally]").textContent = all.length ? sums.filter(Boolean).join(", ") : nothing ? texts.none_readable : "";
  place.querySelector("[data-hide]").hidden = done < all.length;
  const line = place.querySelector("[data-skipped]");
  const names = skipped.slice(0, NAMES).join(", ") + (skipped.length > NAMES ? " …" : "");
  line.textContent = texts.skipped[skipped.length === 1 ? 0 : 1].replace("{count}", skipped.length).replace("{names}", () => names);
  line.hidden = !skipped.length;
}

function row(job) {
  const item = document.createElement("li");
  item.dataset.state = job.state;
  const name = document.createElement("span");
  name.className = "vp-job";
  name.textContent = job.name;
  const state = document.createElement("span");
  state.className = "vp-quiet";
  state.textContent = stateOf(job);
  item.append(name, " ", state);
  if (["reading", "sending"].includes(job.state)) { // of which is known how much is done
    const bar = document.createElement("progress");
    bar.max = 1;
    bar.value = job.part;
    bar.setAttribute("aria-label", `${job.name}: ${words()[job.state]}`);
    item.append(bar);
  }
  if (job.state === "password") item.append(...password(item, job));
  if (job.problem || job.doubt) {
    const problem = document.createElement("p");
    problem.lang = "nl";
    problem.textContent = job.problem || job.doubt;
    item.append(problem);
  }
  return item;
}

function password(item, job) {
  const texts = words();
  item.dataset.password = job.number;
  const field = document.createElement("input");
  field.type = "password";
  field.autocomplete = "off";
  field.setAttribute("aria-label", texts.secret_of.replace("{name}", () => job.name));
  const button = document.createElement("button");
  button.type = "button";
  button.className = "vp-button";
  button.textContent = texts.try_again;
  const give = async () => {
    if (button.disabled) return;
    button.disabled = true;
    try {
      await fetch(`${ROOT}documenten/bestanden/${job.number}`, { method: "POST", headers: HEADERS, body: field.value });
      told.delete(job.key);
      expect(job);
      delete item.dataset.password; // what comes of it is shown in a new row
    } catch {
      say(`${job.name}: ${texts.not_sent}.`);
    }
    button.disabled = false;
    follow();
  };
  button.addEventListener("click", give);
  field.addEventListener("keydown", (event) => event.key === "Enter" && give());
  return [field, button];
}
