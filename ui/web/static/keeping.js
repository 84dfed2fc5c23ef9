// Keeping questions: the button beside what was found, forgetting one in the list, and noting what was looked at.

import { ROOT } from "./page.js";
import { HEADERS } from "./uploading.js";

/** Ask for a change; returns what is wrong, "" where nothing is. */
async function change(path, method, failed) {
  let answer;
  try {
    answer = await fetch(`${ROOT}vragen${path}`, { method, headers: HEADERS });
  } catch {
    return failed;
  }
  if (answer.ok) return "";
  return answer.json().then((body) => body.problem || failed, () => failed);
}

/** Show beside a button what became of it; "" clears that. */
function say(part, text) {
  const said = part?.querySelector("[data-said]");
  if (!said) return;
  said.textContent = text;
  said.hidden = !text;
}

const tell = (text) => (document.getElementById("vp-status").textContent = text);

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-kept], [data-forget-question]");
  if (!button || button.disabled) return;
  if ("kept" in button.dataset) toggle(button);
  else forget(button);
});

async function toggle(button) {
  const { kept, question, isKept, failed } = button.dataset;
  button.disabled = true; // clicked twice
  const problem = isKept ? await change(`/${kept}`, "DELETE", failed) : await change(question, "POST", failed);
  button.disabled = false;
  button.focus({ preventScroll: true }); // a button that cannot be used for a moment loses it
  say(button.closest("[data-saying]"), problem);
  if (problem) return;
  const now = isKept ? "off" : "on";
  button.dataset.isKept = isKept ? "" : "ja";
  button.textContent = button.dataset[now];
  button.title = button.dataset[`${now}Why`];
  tell(button.textContent);
}

async function forget(button) {
  const { forgetQuestion, done, failed } = button.dataset;
  const list = button.closest("[data-kept-list]");
  button.disabled = true;
  const problem = await change(`/${forgetQuestion}`, "DELETE", failed);
  button.disabled = false;
  say(list, problem);
  if (problem) return;
  button.closest("li").remove();
  tell(done);
  const next = list.querySelector("[data-forget-question]");
  if (!next) list.remove();
  (next ?? document.getElementById("vraag"))?.focus();
}

// Who sees what is new has looked at it; until here, since more may have come in the meantime.
document.addEventListener("vp:arrived", ({ detail: { part } }) => {
  const fresh = part.querySelector("[data-looked]");
  if (!fresh) return;
  const { looked, upto } = fresh.dataset;
  delete fresh.dataset.looked;
  change(`/${looked}/bekeken?stand=${upto}`, "POST", "");
});
