// The page's own script: it fills the tabs from the server and keeps the address true to what is shown.
//
// Every tab is an empty column (#deel-<tab>) that Gradio lays out. Its contents come from /deel/<tab>?<address> as HTML.
// A link whose href begins with "?" and a form with data-address change the address and fill the tab anew, without
// loading the page again. What another script wants to do with a freshly filled tab, it does on the event "vp:filled";
// "vp:arrived" tells that a tab is shown and what its address is about is in view. A change of the documents is announced
// with the event "vp:stale", after which every tab is filled anew when next shown.

const page = document.querySelector(".vp-top").dataset; // language of the page, and texts in it
export const ROOT = page.language === "nl" ? "" : "../"; // the English page stands one folder deeper
const FIRST = "zoeken";
const SLOW = 150; // ms after which loading is shown

const TABS = page.tabs.split(" ");
const asked = {}; // tab -> the address last asked for
const filled = {}; // tab -> the address it shows
const latest = {}; // tab -> number of its last request: an earlier one that comes later is not shown
const titles = {}; // tab -> what the browser calls what it shows
const pending = {}; // tab -> promise that its last request is shown, while it is on its way
const early = ask(location.search); // asked before Gradio has started, shown when it has
early.catch(() => {}); // reported where it is shown

/** The tab of an address; one that is not there is the first, as on the server. */
export function tabOf(address) {
  const tab = new URLSearchParams(address).get("tab");
  return TABS.includes(tab) ? tab : FIRST;
}

/** Ask the server for the contents of the tab of an address: HTML, whether that is what was asked, and what it is called. */
async function ask(address) {
  const values = new URLSearchParams(address);
  values.delete("tab");
  values.set("taal", page.language);
  const answer = await fetch(`${ROOT}deel/${tabOf(address)}?${values}`);
  if (!answer.headers.get("content-type")?.startsWith("text/html")) throw new Error(String(answer.status));
  return { html: await answer.text(), good: answer.ok, title: decodeURIComponent(answer.headers.get("x-vindplaats-title") ?? "") };
}

/** The column of a tab, when Gradio has made it. */
async function column(tab) {
  for (;;) {
    const found = document.getElementById(`deel-${tab}`);
    if (found) return found;
    await new Promise(requestAnimationFrame);
  }
}

/**
 * Show an address: choose its tab and fill it. `push`: as a new entry in the browser's history, where it is not there
 * already; `after`: how many passages stood there before more were asked for.
 */
export async function show(address, { push = true, hash = "", after = 0 } = {}) {
  const goal = new URL(location.pathname + (address === "?" ? "" : address) + hash, location.href);
  if (push && goal.href !== location.href) history.pushState(null, "", goal);
  address = goal.search; // as the browser writes it
  const tab = (wanted = tabOf(address));
  frame(tab, address);
  select(tab);
  if (filled[tab] === address) cancel(tab, address);
  else if (pending[tab] && asked[tab] === address) await pending[tab];
  else await fill(tab, address, ask(address));
  if (address !== location.search) return; // something else was asked meanwhile
  entitle(tab);
  arrive(await column(tab), tab, { hash: goal.hash, anew: push, after });
}

/** What a tab shows already is wanted again: what was asked after it and is still on its way is not. */
function cancel(tab, address) {
  asked[tab] = address;
  latest[tab] += 1;
  delete pending[tab];
  document.getElementById(`deel-${tab}`)?.removeAttribute("aria-busy");
}

/** Tabs and history of the browser tell what is shown. */
function entitle(tab) {
  document.title = titles[tab] || document.title;
}

/** What stands around the tabs leads to what is shown: the other language, and past the header. */
function frame(tab, address) {
  document.querySelector(".vp-language").search = address;
  document.querySelector(".vp-skip").hash = `deel-${tab}`;
}

/** Bring into view what the address is about, and tell that it is there: the event "vp:arrived". */
function arrive(part, tab, how) {
  bring(part, how);
  part.dispatchEvent(new CustomEvent("vp:arrived", { bubbles: true, detail: { tab, part } }));
}

/** The element that the address names, the passage to be read, the first new one, else the top. */
function bring(part, { hash = "", anew = false, after = 0 }) {
  const found = part.querySelector("[data-goto]") ?? (after ? part.querySelectorAll(".vp-hit")[after] : null);
  const goal = hash ? document.getElementById(hash.slice(1)) : found;
  if (goal) {
    goal.scrollIntoView({ block: "start" });
    if (goal.tabIndex === -1) goal.focus({ preventScroll: true });
    return;
  }
  if (anew && part.getBoundingClientRect().top < 0) scrollTo(0, 0);
  // Who steers by keyboard goes on in what is new, where the link or button that was followed is gone.
  const focused = document.activeElement;
  if (anew && (focused === document.body || !focused.getClientRects().length)) part.focus({ preventScroll: true });
}

/** Show in a tab what `coming` brings; what is asked of it until then is the same request. */
async function fill(tab, address, coming) {
  asked[tab] = address;
  const number = (latest[tab] = (latest[tab] ?? 0) + 1);
  const filling = (pending[tab] = put(tab, address, coming, number));
  await filling;
  if (pending[tab] === filling) delete pending[tab];
}

async function put(tab, address, coming, number) {
  const part = await column(tab);
  const before = typed(part);
  part.tabIndex = -1;
  const waiting = setTimeout(() => {
    if (number !== latest[tab]) return;
    part.setAttribute("aria-busy", "true");
    if (!part.querySelector(".vp")) part.replaceChildren(made(`<div class="vp vp-loading"><p class="vp-notice">${page.loading}</p></div>`));
  }, SLOW);
  let answer;
  try {
    answer = await coming;
  } catch {
    answer = { html: `<p class="vp-notice">${page.failed}</p>`, good: false };
  }
  clearTimeout(waiting);
  if (number !== latest[tab]) return; // something else was asked of this tab since
  part.removeAttribute("aria-busy");
  if (!answer.good) {
    fail(part, answer.html);
    delete filled[tab]; // the same may be asked again
    return;
  }
  filled[tab] = address;
  titles[tab] = answer.title;
  if (address === location.search) entitle(tab);
  replace(part, answer.html, before);
  if (tab === wanted) tell(part);
  part.dispatchEvent(new CustomEvent("vp:filled", { bubbles: true, detail: { tab, address, part } }));
}

/** Say what went wrong in the place of an answer; the field stays, so that the same can be asked again. */
function fail(part, html) {
  part.querySelectorAll(":scope > .vp-failed, :scope > .vp-loading").forEach((each) => each.remove());
  // What was shown before must not be taken for what was asked now.
  part.querySelectorAll(":scope > .vp > :not([data-keep])").forEach((each) => each.remove());
  part.append(made(`<div class="vp vp-failed" role="alert">${html}</div>`));
}

/** What stands in the fields that stay: the id of each with its value. */
function typed(part) {
  return new Map([...part.querySelectorAll("[data-keep] input[id]")].map((field) => [field.id, field.value]));
}

/**
 * Put new HTML in a part. What has data-keep stays the same element, so a field keeps the focus, and what was typed in it
 * while the answer was on its way. `before`: what stood in the fields when it was asked.
 */
function replace(part, html, before) {
  const fresh = made(`<div class="vp">${html}</div>`);
  const focused = document.activeElement;
  const back = part.contains(focused) && focused.id;
  for (const kept of fresh.querySelectorAll("[data-keep]")) {
    const old = part.querySelector(`[data-keep="${CSS.escape(kept.dataset.keep)}"]`);
    if (!old) continue;
    for (const field of kept.querySelectorAll("input[id]")) {
      const same = old.querySelector(`#${CSS.escape(field.id)}`);
      if (same && same.value === before.get(field.id)) same.value = field.value;
    }
    old.querySelector("[data-filters]")?.replaceChildren(...kept.querySelector("[data-filters]").childNodes);
    kept.replaceWith(old);
  }
  part.replaceChildren(fresh);
  if (back) document.getElementById(back)?.focus({ preventScroll: true });
}

/** Say aloud what came, where it says so. */
function tell(part) {
  const status = part.querySelector("[data-status]");
  if (status) document.getElementById("vp-status").textContent = status.dataset.status;
}

function made(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content;
}

let selecting = false;
let wanted = ""; // the tab to be shown; Gradio makes its column when it is chosen

/** Choose a tab, as a click on it does; again until Gradio, which may still be starting, has heard it. */
async function select(tab) {
  while (tab === wanted) {
    const button = document.getElementById(`tab-${tab}-button`);
    if (button?.getAttribute("aria-selected") === "true") return;
    selecting = true;
    button?.click();
    selecting = false;
    await new Promise(requestAnimationFrame);
  }
}

document.addEventListener("click", (event) => {
  const tab = event.target.closest?.("[role=tab][data-tab-id]")?.dataset.tabId;
  if (tab && !selecting) {
    show(asked[tab] ?? (tab === FIRST ? "" : `?tab=${tab}`));
    return;
  }
  const link = event.target.closest?.("a[href]");
  if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const href = link.getAttribute("href");
  if (!href?.startsWith("?") || link.getAttribute("target") || link.hasAttribute("download")) return;
  event.preventDefault();
  const [address, hash] = href.split("#");
  const after = link.closest(".vp-longer") ? link.closest(".vp-part").querySelectorAll(".vp-hit").length : 0;
  show(address, { hash: hash ? `#${hash}` : "", after });
});

document.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-address]");
  if (!form) return;
  event.preventDefault();
  const values = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (String(value).trim()) values.append(name, String(value).trim());
  const query = String(values);
  show(query ? `?${query}` : "");
});

document.addEventListener("vp:stale", () => [filled, pending].forEach((each) => Object.keys(each).forEach((tab) => delete each[tab])));

// Gradio sets the language of the browser; this page is in its own.
const keepLanguage = () => {
  if (document.documentElement.lang !== page.language) document.documentElement.lang = page.language;
};
new MutationObserver(keepLanguage).observe(document.documentElement, { attributeFilter: ["lang"] });

// Also when a link within what is shown is followed: then its goal is the place to be, not the passage one came for.
addEventListener("popstate", () => show(location.search, { push: false, hash: location.hash }));

const start = location.search;
frame((wanted = tabOf(start)), start);
select(wanted);
fill(wanted, start, early)
  .then(() => column(tabOf(start)))
  .then((part) => location.search === start && arrive(part, tabOf(start), { hash: location.hash }));
