// The row of tabs by keyboard, as WAI-ARIA describes it: one stop of the Tab key, arrows along the tabs, Enter opens one.
//
// The arrows do not open a tab by themselves: each tab is asked of the server and is an entry in the browser's history.

const KEYS = { ArrowRight: 1, ArrowLeft: -1, Home: -Infinity, End: Infinity };

function tabs() {
  return [...document.querySelectorAll("[role=tablist] [role=tab]")];
}

/** The tab that is open, or the one with the focus, is where the Tab key stops. */
function stopAt(wanted) {
  const stop = wanted ?? tabs().find((each) => each.getAttribute("aria-selected") === "true");
  for (const each of stop ? tabs() : []) {
    const index = each === stop ? 0 : -1;
    if (each.tabIndex !== index) each.tabIndex = index;
  }
}

document.addEventListener("keydown", (event) => {
  const here = event.target.closest?.("[role=tab]");
  if (!here || !(event.key in KEYS) || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  event.preventDefault();
  const all = tabs();
  const to = all.indexOf(here) + KEYS[event.key];
  const next = all[Number.isFinite(to) ? (to + all.length) % all.length : to < 0 ? 0 : all.length - 1];
  stopAt(next);
  next.focus();
});

// Whoever leaves the row comes back to the tab that is open.
document.addEventListener("focusout", (event) => {
  if (event.target.closest?.("[role=tab]") && !event.relatedTarget?.closest?.("[role=tab]")) stopAt();
});

// Gradio makes the row, and says on its buttons which tab is open.
new MutationObserver(() => stopAt(document.activeElement?.closest?.("[role=tab]"))).observe(document.body, {
  subtree: true,
  childList: true,
  attributeFilter: ["aria-selected"],
});
