// Copying what is quoted, with its source, as rich and as plain text; and sharing what is shown.

import { ROOT } from "./page.js";

// On one's own computer an address leads nobody else anywhere.
const LOCAL = /^(localhost|127\.[\d.]+|\[::1\])$/.test(location.hostname);
const TYPES = { html: "text/html", text: "text/plain" };

/** Put what is coming, {text, html?}, on the clipboard; throws where that fails. The clipboard is asked at once: some
 * browsers allow it only while the click is being handled. */
export async function copy(coming, forms = ["html", "text"]) {
  if (navigator.clipboard?.write && window.ClipboardItem) {
    const parts = forms.map((form) => [TYPES[form], coming.then((found) => new Blob([found[form]], { type: TYPES[form] }))]);
    try {
      return await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(parts))]);
    } catch {
      // Not allowed here: the old way below. What did not come fails there as well.
    }
  }
  const found = await coming;
  const before = document.activeElement;
  const field = document.createElement("textarea"); // something must be selected
  field.value = found.text;
  document.body.append(field);
  field.select();
  const put = (event) => {
    for (const form of forms) event.clipboardData.setData(TYPES[form], found[form]);
    event.preventDefault();
  };
  document.addEventListener("copy", put);
  const done = document.execCommand("copy");
  document.removeEventListener("copy", put);
  field.remove();
  before?.focus({ preventScroll: true });
  if (!done) throw new Error("copy");
}

/** What a button quotes, from the server: {text, html}. */
async function quoted(button) {
  const { quote, sentences } = button.dataset;
  const values = new URLSearchParams({ passage: quote });
  for (const sentence of JSON.parse(sentences)) values.append("zin", sentence);
  if (!LOCAL) values.set("adres", place(quote));
  const answer = await fetch(`${ROOT}citaat?${values}`);
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

/** The address where a passage is read. */
function place(passage) {
  const document = passage.slice(0, passage.lastIndexOf(":"));
  return `${location.origin}${location.pathname}?${new URLSearchParams({ tab: "lezen", document, passage })}`;
}

/** What is shown, in words: the question, and the sentences that answer it, else the passage that comes first. */
async function inWords(button) {
  const part = button.closest(".vp-part");
  const answers = [...part.querySelectorAll('.vp-answer [data-quote]:not([data-sentences="[]"])')];
  const sources = answers.length ? answers : [part.querySelector(".vp-here [data-quote]") ?? part.querySelector("[data-quote]")];
  const found = await Promise.all(sources.filter(Boolean).map(quoted));
  const { about } = button.dataset;
  const head = document.createElement("p");
  head.textContent = about;
  return {
    text: [about, ...found.map((each) => each.text)].filter(Boolean).join("\n\n"),
    html: (about ? head.outerHTML : "") + found.map((each) => each.html).join(""),
  };
}

/** Say on the button that it is done, for a moment. */
export function tell(button, words) {
  button.dataset.label ??= button.textContent;
  button.textContent = words;
  document.getElementById("vp-status").textContent = words;
  clearTimeout(Number(button.dataset.timer));
  button.dataset.timer = setTimeout(() => (button.textContent = button.dataset.label), 2000);
}

/** Say in a sentence, where there is a place for one, what was copied. */
function explain(button, sentence) {
  const [said] = button.closest("[data-saying]")?.querySelectorAll("[data-said]") ?? [];
  if (!said) return;
  said.textContent = sentence;
  said.hidden = false;
  document.getElementById("vp-status").textContent = sentence;
}

async function share(button) {
  const { done, local, link, failed } = button.dataset;
  const inPlace = LOCAL && local;
  try {
    if (inPlace) await copy(inWords(button));
    else await copy(Promise.resolve({ text: location.href }), ["text"]);
    tell(button, done);
    explain(button, inPlace ? local : (link ?? done));
  } catch {
    tell(button, failed);
  }
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest?.("button");
  if (!button) return;
  if ("copyLink" in button.dataset) await share(button);
  else if ("quote" in button.dataset) await copy(quoted(button)).then(() => tell(button, button.dataset.done), () => tell(button, button.dataset.failed));
});
