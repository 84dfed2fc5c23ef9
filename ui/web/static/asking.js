// Asking and walking: the history of one's own questions, the keyboard, printing.

import { show } from "./page.js";
import { store, stored } from "./storage.js";

const HISTORY = "vindplaats.vragen"; // in this browser only; nothing of it is ever sent
const KEYS_OFF = "vindplaats.sneltoetsen-uit";
const REMEMBERED = 12;
const ALL = { bubbles: true, cancelable: true };
const WIDE = matchMedia("(min-width: 60rem)"); // as in the style sheet

/** The questions asked before, latest first; whatever else stands in the storage is none. */
function questionsBefore() {
  const found = stored(HISTORY, []);
  return Array.isArray(found) ? found.filter((each) => typeof each === "string") : [];
}

document.addEventListener("vp:filled", ({ detail: { tab, address, part } }) => {
  for (const fold of part.querySelectorAll("details[data-wide-open]")) fold.open = WIDE.matches;
  if (tab !== "zoeken") return;
  const question = new URLSearchParams(address).get("vraag");
  if (question) {
    const before = questionsBefore().filter((each) => each !== question);
    store(HISTORY, [question, ...before].slice(0, REMEMBERED));
  }
  past(part);
  if (!question && !location.hash && document.activeElement === document.body) part.querySelector("#vraag")?.focus({ preventScroll: true });
});

/** Fill the list of questions asked before. */
function past(part) {
  const section = part.querySelector("[data-asked]");
  if (!section) return;
  const questions = questionsBefore();
  section.hidden = !questions.length;
  section.querySelector("ul").replaceChildren(
    ...questions.map((question) => {
      const link = document.createElement("a");
      link.href = `?${new URLSearchParams({ vraag: question })}`;
      link.textContent = question;
      link.className = "vp-example";
      const item = document.createElement("li");
      item.append(link);
      return item;
    }),
  );
}

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("button");
  if (!button) return;
  const data = button.dataset;
  if ("forget" in data) {
    store(HISTORY, []);
    past(button.closest(".vp-part"));
  } else if ("print" in data) {
    print();
  } else if ("keys" in data) {
    store(KEYS_OFF, !stored(KEYS_OFF, false));
    keysSwitch();
  }
});

// Passages chosen for a file for Word: those of one question with its filters, also when more passages are shown.

const chosen = new Set();
let chosenAt = "";

document.addEventListener("vp:filled", ({ detail: { tab, address, part } }) => {
  if (tab !== "zoeken") return;
  const values = new URLSearchParams(address);
  for (const name of ["aantal", "taal"]) values.delete(name);
  if (chosenAt !== String(values)) chosen.clear();
  chosenAt = String(values);
  for (const box of part.querySelectorAll("[data-choose]")) box.checked = chosen.has(box.value);
  toWord(part);
});

document.addEventListener("change", ({ target }) => {
  if (!target.matches?.("[data-choose]")) return;
  if (target.checked) chosen.add(target.value);
  else chosen.delete(target.value);
  toWord(target.closest(".vp-part"));
});

/** Let the link save what is chosen, or all that is shown where nothing is. */
function toWord(part) {
  const link = part.querySelector("[data-word]");
  if (!link) return;
  link.dataset.all ??= link.textContent;
  const [path, query] = link.getAttribute("href").split("?");
  const values = new URLSearchParams(query);
  values.delete("passage");
  for (const passage of chosen) values.append("passage", passage);
  link.setAttribute("href", `${path}?${values}`);
  link.textContent = chosen.size ? link.dataset.word.replace("{count}", chosen.size) : link.dataset.all;
}

// On paper nothing can be unfolded, so notes are printed unfolded.

let unfolded = [];
addEventListener("beforeprint", () => {
  unfolded = [...document.querySelectorAll("details:not([open]):not([data-wide-open])")];
  for (const fold of unfolded) fold.open = true;
});
addEventListener("afterprint", () => {
  for (const fold of unfolded) fold.open = false;
});

// The keyboard: one key alone can be switched off (WCAG 2.1.4), for people who steer by speech.

function keysSwitch() {
  const button = document.querySelector("[data-keys]");
  const off = stored(KEYS_OFF, false);
  if (button) button.textContent = off ? button.dataset.off : button.dataset.on;
  document.querySelector(".vp-keys")?.classList.toggle("vp-keys-off", off);
}
keysSwitch();

function shown(selector) {
  return [...document.querySelectorAll(selector)].filter((each) => each.offsetParent !== null);
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (document.querySelector("dialog[open]")) return; // it has keys of its own
  const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
  if (event.key === "/" && !typing && !stored(KEYS_OFF, false)) {
    event.preventDefault();
    toField();
  } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && !event.shiftKey) {
    if (walk(event.key === "ArrowDown" ? 1 : -1)) event.preventDefault();
  } else if (event.key === "Escape" && close(event.target)) {
    event.preventDefault();
  }
});

async function toField() {
  const field = shown("#vraag")[0];
  if (!field) await show("");
  const found = field ?? (await waitFor("#vraag"));
  found?.focus();
  found?.select();
}

async function waitFor(selector) {
  for (let tries = 0; tries < 120; tries++) {
    const [found] = shown(selector);
    if (found) return found;
    await new Promise(requestAnimationFrame);
  }
  return null;
}

/** From the field to the first passage, from a passage to the next; elsewhere the arrows scroll as always. */
function walk(step) {
  const hits = shown(".vp-hit");
  const here = document.activeElement;
  if (here?.id === "vraag") {
    if (step < 0 || !hits.length) return false;
    hits[0].focus();
    return true;
  }
  const at = hits.indexOf(here?.closest?.(".vp-hit"));
  if (at < 0) return false;
  if (at + step < 0) document.getElementById("vraag")?.focus();
  else hits[at + step]?.focus();
  return true;
}

/** Close the note one is in, or on a narrow screen the filters or contents; else go from reading or from a passage back. */
function close(target) {
  const open = target.closest?.("details[open]");
  if (open && !(WIDE.matches && open.matches("[data-wide-open]"))) {
    open.open = false;
    open.querySelector("summary").focus();
    return true;
  }
  const [back] = shown("[data-back]");
  if (back) {
    back.click();
    return true;
  }
  if (target.closest?.(".vp-hit")) {
    document.getElementById("vraag")?.focus();
    return true;
  }
  return false;
}

// Enter on a passage opens it in its document.
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target.matches?.(".vp-hit")) event.target.querySelector(".vp-open")?.dispatchEvent(new MouseEvent("click", ALL));
});

// A number in the text leads to its note, which must be open to be read.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.('a[href^="#"]');
  const target = link && document.getElementById(link.getAttribute("href").slice(1));
  if (target?.matches("details")) target.open = true;
  if (target?.matches(".vp-hit")) target.focus({ preventScroll: true });
});
