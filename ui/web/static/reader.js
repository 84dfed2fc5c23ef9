// Reading: the bar tells where one is, shares the place, and opens the PDF beside the text (pane.js, loaded only then).

import { copy, tell } from "./copying.js";
import { ROOT } from "./page.js";

const TAB = "lezen";
const LOCAL = /^(localhost|127\.|\[::1\]$)/; // what a link to this computer begins with; nobody else can follow it

function reading() {
  const part = document.getElementById(`deel-${TAB}`);
  return part?.offsetParent === null ? null : part;
}

/** The passage that is read: the one that one came for, where it is seen; else the last that begins above the bar's end. */
function passageInView(part) {
  const line = (part.querySelector(".vp-stand")?.getBoundingClientRect().bottom ?? 0) + 48;
  const here = part.querySelector(".vp-here")?.getBoundingClientRect();
  if (here && here.bottom > line && here.top < innerHeight * 0.8) return part.querySelector(".vp-here");
  const passages = [...part.querySelectorAll(".vp-passage")];
  return passages.findLast((each) => each.getBoundingClientRect().top <= line) ?? passages[0];
}

/** Say in the bar which page is in view, and let the bar share it and open the PDF there. */
function follow() {
  const part = reading();
  const passage = part && passageInView(part);
  if (!passage) return;
  const page = part.querySelector("[data-page-now]");
  if (page.textContent !== (passage.dataset.page ?? "")) page.textContent = passage.dataset.page ?? "";
  part.querySelector("[data-share]").dataset.share = passage.dataset.passage;
  const open = part.querySelector("[data-pane-here]");
  if (open) {
    const values = new URLSearchParams(open.getAttribute("href"));
    values.set("pdf", passage.dataset.passage);
    open.setAttribute("href", `?${values}`);
  }
}

let waiting = false;
addEventListener(
  "scroll",
  () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      follow();
    });
  },
  { passive: true },
);

// The PDF

let toggled = null; // the link that opened, moved or closed the PDF, until that is done: where one was in the text

document.addEventListener(
  "click",
  (event) => {
    const link = event.target.closest?.("a[data-pane]");
    if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const passage = link.closest(".vp-passage") ?? passageInView(link.closest(".vp-part"));
    toggled = { id: passage.id, top: passage.getBoundingClientRect().top, open: link.dataset.pane === "open" };
  },
  true, // before the link is followed
);

let pane = null; // pane.js, once it is needed

document.addEventListener("vp:filled", ({ detail: { tab, part } }) => {
  if (tab !== TAB) return;
  const section = part.querySelector(".vp-pane");
  if (section) {
    part.querySelector(".vp-outline").open = false; // there is no room for it beside the text
    pane ??= import("./pane.js");
    pane.then(({ open }) => open(section));
  } else {
    pane?.then(({ close }) => close());
  }
});

document.addEventListener("vp:arrived", ({ detail: { tab, part } }) => {
  const section = tab === TAB ? part.querySelector(".vp-pane") : null;
  const before = document.body.classList.contains("vp-with-pdf");
  document.body.classList.toggle("vp-with-pdf", section !== null);
  if (tab !== TAB) return;
  if (toggled) stay(part, section);
  else if (before !== (section !== null)) part.querySelector("[data-goto]")?.scrollIntoView({ block: "start" });
  toggled = null;
  follow();
});

/** Keep the text where it was when the PDF came or went; the focus goes into the PDF, and out of it to where one was. */
function stay(part, section) {
  const passage = document.getElementById(toggled.id);
  if (passage) scrollBy(0, passage.getBoundingClientRect().top - toggled.top);
  const goal = toggled.open ? section : part.querySelector("[data-pane-here]");
  goal?.focus({ preventScroll: true });
}

// Esc closes the PDF before it leads back to the results (asking.js, which is told later).
document.addEventListener(
  "keydown",
  (event) => {
    if (event.key !== "Escape" || event.isComposing || event.defaultPrevented) return;
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const close = reading()?.querySelector(".vp-pane [data-pane=close]");
    if (!close || event.target.closest?.("details[open], input, textarea, select")) return;
    event.preventDefault();
    close.click();
  },
  true,
);

// Sharing

document.addEventListener("click", async (event) => {
  const button = event.target.closest?.("button[data-share]");
  if (!button) return;
  const words = JSON.parse(button.closest("[data-words]").dataset.words);
  try {
    if (LOCAL.test(location.hostname)) {
      await copy(quotation(button.dataset.share));
      tell(button, words.quotation_copied);
    } else {
      await copy(Promise.resolve({ text: linkTo(button.dataset.share) }), ["text"]);
      tell(button, words.link_copied);
    }
  } catch {
    tell(button, words.copy_failed);
  }
});

async function quotation(passage) {
  const answer = await fetch(`${ROOT}citaat?${new URLSearchParams({ passage })}`);
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

/** The address of a passage in the document that is read, with the question that one came with. */
function linkTo(passage) {
  const link = new URL(location.href);
  link.searchParams.set("passage", passage);
  ["deel", "pdf"].forEach((each) => link.searchParams.delete(each));
  link.hash = "";
  return link.href;
}
