// The tab Documenten: removing a document asks first; correcting what is known of it is done by the server in its own time.

import { ROOT, show } from "./page.js";
import { HEADERS, TAB, expect, follow, refill, say, words } from "./uploading.js";

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

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-take-back]");
  if (!button) return;
  const field = document.getElementById(button.dataset.takeBack);
  field.value = field.dataset.read;
  field.focus();
});

document.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-correct]");
  if (!form) return;
  event.preventDefault();
  correct(form);
});

/** What was changed in a form: name -> value, "" for what is as it was read, which takes a correction back. */
function changesIn(form) {
  const given = [...form.querySelectorAll("[data-read]")].map((field) => [field, field.value.trim() || field.dataset.read]);
  const changed = given.filter(([field, value]) => value !== field.defaultValue);
  return Object.fromEntries(changed.map(([field, value]) => [field.name, value === field.dataset.read ? "" : value]));
}

async function correct(form) {
  const save = form.querySelector("[type=submit]");
  if (save.disabled) return; // clicked twice
  const changes = changesIn(form);
  const problem = form.querySelector("[data-problem]");
  problem.textContent = Object.keys(changes).length ? "" : form.dataset.unchanged;
  if (problem.textContent) return;
  save.disabled = true;
  let answer, body;
  try {
    answer = await fetch(`${ROOT}documenten/${encodeURIComponent(form.dataset.correct)}`, {
      method: "PATCH",
      headers: { ...HEADERS, "content-type": "application/json" },
      body: JSON.stringify(changes),
    });
    body = await answer.json();
  } catch {
    answer = null;
  }
  save.disabled = false;
  if (answer?.status !== 202) {
    problem.textContent = body?.problem || form.dataset.failed;
    return;
  }
  expect(body);
  document.dispatchEvent(new Event("vp:stale"));
  await show(form.dataset.back);
  follow();
}
