// The page's own script: it fills the tabs from the server and keeps the address true to what is shown.
//
// Every tab is an empty column (#deel-<tab>) that Gradio lays out. Its contents come from /deel/<tab>?<address> as HTML.
// A link whose href begins with "?" and a form with data-address change the address and fill the tab anew, without
// loading the page again. What another script wants to do with a freshly filled tab, it does on the event "vp:filled";
// a change of the documents is told with the event "vp:stale", after which every tab is filled anew when next shown.

const said = document.querySelector(".vp-top").dataset; // language of the page, and texts in it
export const ROOT = said.language === "nl" ? "" : "../"; // the English page stands one folder deeper
const FIRST = "zoeken";
const SLOW = 150; // ms after which loading is shown

const filled = {}; // tab -> the address it shows
let latest = 0; // number of the last request: an earlier one that comes later is not shown
const early = ask(location.search); // asked before Gradio has started, shown when it has

/** The tab of an address. */
export function tabOf(address) {
  return new URLSearchParams(address).get("tab") || FIRST;
}

/** Ask the server for the contents of the tab of an address. */
async function ask(address) {
  const values = new URLSearchParams(address);
  const tab = values.get("tab") || FIRST;
  values.delete("tab");
  values.set("taal", said.language);
  const answer = await fetch(`${ROOT}deel/${encodeURIComponent(tab)}?${values}`);
  const html = await answer.text();
  if (!answer.ok && !html) throw new Error(String(answer.status));
  return html;
}

/** The column of a tab, when Gradio has made it. */
async function column(tab) {
  for (;;) {
    const found = document.getElementById(`deel-${tab}`);
    if (found) return found;
    await new Promise(requestAnimationFrame);
  }
}

/** Show an address: choose its tab and fill it. `push`: as a new entry in the browser's history. */
export async function show(address, { push = true, hash = "" } = {}) {
  if (push) history.pushState(null, "", (address || location.pathname) + hash);
  const tab = (wanted = tabOf(address));
  select(tab);
  if (filled[tab] !== address) await fill(tab, address, ask(address));
  arrive(await column(tab), hash, push);
}

/** Bring into view what the address is about: the element it names, the passage to be read, else the top. */
function arrive(part, hash, anew) {
  const goal = hash ? document.getElementById(hash.slice(1)) : part.querySelector("[data-goto]");
  if (goal) {
    goal.scrollIntoView({ block: "start" });
    if (goal.tabIndex === -1) goal.focus({ preventScroll: true });
  } else if (anew && part.getBoundingClientRect().top < 0) {
    scrollTo(0, 0);
  }
}

async function fill(tab, address, asked) {
  const number = ++latest;
  document.querySelector(".vp-language").search = address; // the other language shows the same
  const part = await column(tab);
  document.querySelector(".vp-skip").hash = part.id;
  part.tabIndex = -1;
  const waiting = setTimeout(() => {
    part.setAttribute("aria-busy", "true");
    if (!part.querySelector(".vp")) part.replaceChildren(made(`<div class="vp vp-loading"><p class="vp-notice">${said.loading}</p></div>`));
  }, SLOW);
  let html;
  try {
    html = await asked;
  } catch {
    html = null;
  }
  clearTimeout(waiting);
  if (number !== latest) return;
  part.removeAttribute("aria-busy");
  if (html === null) {
    delete filled[tab];
    part.querySelector(".vp-failed")?.remove();
    part.append(made(`<div class="vp vp-failed" role="alert"><p class="vp-notice">${said.failed}</p></div>`));
    return;
  }
  filled[tab] = address;
  replace(part, html);
  part.dispatchEvent(new CustomEvent("vp:filled", { bubbles: true, detail: { tab, address, part } }));
}

/** Put new HTML in a part. What has data-keep stays the same element, so a field keeps what is typed, and the focus. */
function replace(part, html) {
  const fresh = made(`<div class="vp">${html}</div>`);
  const focused = document.activeElement;
  const back = part.contains(focused) && focused.id;
  for (const kept of fresh.querySelectorAll("[data-keep]")) {
    const old = part.querySelector(`[data-keep="${CSS.escape(kept.dataset.keep)}"]`);
    if (!old) continue;
    for (const field of kept.querySelectorAll("input[id]")) {
      const same = old.querySelector(`#${CSS.escape(field.id)}`);
      if (same) same.value = field.value;
    }
    old.querySelector("[data-filters]")?.replaceChildren(...kept.querySelector("[data-filters]").childNodes);
    kept.replaceWith(old);
  }
  part.replaceChildren(fresh);
  if (back) document.getElementById(back)?.focus({ preventScroll: true });
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
    show(filled[tab] ?? stale[tab] ?? (tab === FIRST ? "" : `?tab=${tab}`));
    return;
  }
  const link = event.target.closest?.("a[href]");
  if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const href = link.getAttribute("href");
  if (!href?.startsWith("?") || link.getAttribute("target") || link.hasAttribute("download")) return;
  event.preventDefault();
  const [address, hash] = href.split("#");
  show(address, { hash: hash ? `#${hash}` : "" });
});

document.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-address]");
  if (!form) return;
  event.preventDefault();
  const values = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (String(value).trim()) values.append(name, String(value).trim());
  show(values.size ? `?${values}` : "");
});

const stale = {};
document.addEventListener("vp:stale", () => {
  for (const tab of Object.keys(filled)) {
    stale[tab] = filled[tab];
    delete filled[tab];
  }
});

// Gradio sets the language of the browser; this page is in its own.
const keepLanguage = () => {
  if (document.documentElement.lang !== said.language) document.documentElement.lang = said.language;
};
new MutationObserver(keepLanguage).observe(document.documentElement, { attributeFilter: ["lang"] });

addEventListener("popstate", () => show(location.search, { push: false }));

select((wanted = tabOf(location.search)));
fill(tabOf(location.search), location.search, early)
  .then(() => column(tabOf(location.search)))
  .then((part) => arrive(part, location.hash, false));
