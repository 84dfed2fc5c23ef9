// The PDF beside the text, drawn by PDF.js (pdfjs/), which is asked of the server only when a PDF is opened.
//
// A PDF comes from anywhere and is not trusted: no script in it runs (scripting is a part of PDF.js that is not here),
// forms of XFA are off, nothing of it is compiled, and the page's Content-Security-Policy keeps every request on this
// server. Where PDF.js cannot draw, the pictures that the server draws take its place.

import * as leaves from "./leaves.js";

const STEPS = [0.25, 0.5, 0.67, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3, 4]; // of the printed size
const HERE = (path) => new URL(path, import.meta.url).href;

let opened = null; // { file, task, pdf }: the PDF that was opened last, kept while one goes along its passages
let zoom = null; // how many times the printed size; null: as wide as the pane
let shown = null; // the pane that is shown

/** Show the PDF of a pane (templates/pane.html) at its place. */
export function open(section) {
  const view = (shown = new View(section));
  view.lay();
  view.toPlace();
  view.tell(view.words.loading);
  load(view).then(
    (pdf) => view.current && view.draw(pdf),
    (error) => view.current && view.fail(error),
  );
}

/** Forget the PDF: nothing of it is kept in memory. */
export function close() {
  shown?.watcher?.disconnect();
  shown = null;
  forget();
}

function forget() {
  opened?.task.destroy();
  opened = null;
}

async function load(view) {
  const { file } = view.section.dataset;
  if (opened?.file === file) return opened.pdf;
  forget();
  const pdfjs = await leaves.library();
  if (!view.current) return null; // closed meanwhile
  const task = pdfjs.getDocument({
    url: new URL(file, document.baseURI).href,
    isEvalSupported: false,
    enableXfa: false,
    useWasm: false, // the page's policy forbids it; the same decoders as plain scripts stand in pdfjs/
    wasmUrl: HERE("./pdfjs/"),
    standardFontDataUrl: HERE("./pdfjs/"),
    disableAutoFetch: true, // only the pages that are looked at
    disableStream: true,
    rangeChunkSize: 2 ** 17,
    verbosity: 0,
  });
  task.onPassword = (give, reason) => shown?.askPassword(give, reason === pdfjs.PasswordResponses.INCORRECT_PASSWORD);
  opened = { file, task, pdf: task.promise };
  opened.pdf.catch(() => (opened = null));
  return opened.pdf;
}

class View {
  constructor(section) {
    const { words, pages, marks, start } = section.dataset;
    this.section = section;
    this.words = JSON.parse(words);
    this.pages = JSON.parse(pages);
    this.marks = JSON.parse(marks);
    this.start = Number(start);
    this.box = section.querySelector(".vp-leaves");
    this.field = section.querySelector("[data-leaf-now]");
    this.listen();
  }

  get current() {
    return shown === this && this.section.isConnected;
  }

  say(name, values = {}) {
    return Object.entries(values).reduce((text, [key, value]) => text.replace(`{${key}}`, value), this.words[name]);
  }

  tell(words, ...more) {
    this.section.querySelector(".vp-pane-told").replaceChildren(words, ...more);
  }

  /** What a page is called: its printed number, else its place in the file. */
  name(number) {
    return this.pages[number - 1][2] || String(number);
  }

  // Layout: every page has its place before anything is drawn, from the sizes that the knowledge base knows

  lay() {
    this.leaves = this.pages.map(([width, height], at) => leaves.blank(at + 1, width, height));
    for (const mark of this.marks) this.leaves[mark.page - 1]?.append(leaves.mark(mark));
    this.box.replaceChildren(...this.leaves);
    this.scale();
    this.watcher = new ResizeObserver(() => zoom === null && this.scale());
    this.watcher.observe(this.box);
  }

  /** Give the pages their size, each the whole width where no size was chosen, and keep in view what is in view. */
  scale() {
    const style = getComputedStyle(this.box);
    const room = this.box.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    const before = this.box.scrollHeight;
    const middle = this.box.scrollTop + this.box.clientHeight / 2;
    this.factors = this.pages.map(([width]) => (zoom === null ? Math.max(room, 100) / width : zoom * leaves.PRINTED));
    this.leaves.forEach((leaf, at) => leaf.style.setProperty("--total-scale-factor", this.factors[at]));
    this.box.scrollTop = (middle / before) * this.box.scrollHeight - this.box.clientHeight / 2;
    this.painter?.again();
    this.follow();
  }

  /** How many times the printed size the page in view has. */
  get size() {
    return this.factors[this.number - 1] / leaves.PRINTED;
  }

  step(way) {
    const now = this.size;
    const next = way > 0 ? STEPS.find((each) => each > now + 0.01) : STEPS.findLast((each) => each < now - 0.01);
    zoom = way === 0 ? null : (next ?? now);
    this.scale();
  }

  // Pages

  /** The page that fills most of the pane's upper half. */
  get number() {
    const line = this.box.scrollTop + this.box.clientHeight / 3;
    return Math.max(this.leaves.findLastIndex((each) => each.offsetTop <= line) + 1, 1);
  }

  turn(to) {
    const leaf = this.leaves[Math.min(Math.max(to, 1), this.leaves.length) - 1];
    this.box.scrollTop = leaf.offsetTop - 8;
    this.follow();
  }

  follow() {
    const { number } = this;
    if (document.activeElement !== this.field) this.field.value = this.name(number);
    this.section.querySelector("[data-zoom-now]").textContent = `${Math.round(100 * this.size)}%`;
    const of = this.say("of", { count: this.pages.length });
    this.section.querySelector("[data-leaf-of]").textContent = this.pages[number - 1][2] ? `(${number} ${of})` : of;
    // Not "disabled": a button that is would lose the focus, and with it the keys.
    this.section.querySelector("[data-turn='-1']").ariaDisabled = String(number === 1);
    this.section.querySelector("[data-turn='1']").ariaDisabled = String(number === this.leaves.length);
  }

  /** The page whose printed number was typed, or whose place in the file. */
  find(typed) {
    const text = typed.trim();
    const printed = this.pages.findIndex(([, , label]) => label === text);
    const number = printed < 0 ? Number.parseInt(text, 10) : printed + 1;
    return number >= 1 && number <= this.pages.length ? number : null;
  }

  /** Bring what is marked into view, a third from the top. */
  toPlace() {
    const mark = this.box.querySelector(".vp-mark-sentence") ?? this.box.querySelector(".vp-mark-passage");
    if (!mark) {
      this.turn(this.start);
      return;
    }
    const top = mark.getBoundingClientRect().top - this.box.getBoundingClientRect().top + this.box.scrollTop;
    this.box.scrollTop = top - this.box.clientHeight / 3;
    const left = mark.parentElement.offsetLeft + mark.offsetLeft;
    this.box.scrollLeft = left + mark.offsetWidth > this.box.clientWidth ? left - 24 : 0;
    this.follow();
  }

  // Drawing

  draw(pdf) {
    this.tell("");
    this.painter = leaves.painter(this.box, this.leaves, (leaf, number) =>
      leaves.printed(pdf, leaf, number, this.factors[number - 1]),
    );
    const exact = this.marks.some(({ kind }) => kind === "sentence");
    const words = this.say("opened", { page: this.name(this.start) });
    document.getElementById("vp-status").textContent = exact ? `${words} ${this.words.marked}` : words;
  }

  /** Say why there is no PDF; where only PDF.js could not open it, show the pictures of its pages. */
  async fail() {
    const answer = await fetch(this.section.dataset.file, { headers: { range: "bytes=0-0" }, cache: "no-store" }).catch(() => null);
    const problem = answer && !answer.ok ? await answer.json().catch(() => ({})) : {};
    if (!this.current) return;
    if (!answer?.ok) {
      this.tell(problem.problem ?? this.words.no_answer);
      this.box.replaceChildren();
      return;
    }
    this.tell(this.words.pictures_only);
    const address = (number) => `${this.section.dataset.pictures}${number}`;
    this.painter = leaves.painter(this.box, this.leaves, (leaf, number) =>
      leaves.picture(leaf, address(number), this.say("picture", { page: this.name(number) })),
    );
  }

  /** Ask for the password of a protected PDF; it goes to PDF.js in this browser and nowhere else. */
  askPassword(give, wrong) {
    const form = document.createElement("form");
    const label = document.createElement("label");
    const field = Object.assign(document.createElement("input"), { type: "password", required: true, autocomplete: "off" });
    const button = Object.assign(document.createElement("button"), { className: "vp-button", textContent: this.words.open });
    label.append(`${this.words.password} `, field);
    form.append(label, " ", button);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.tell(this.words.loading);
      give(field.value);
    });
    this.tell(wrong ? this.words.wrong_password : this.words.locked, form);
    field.focus();
  }

  // What people do

  listen() {
    const { section, box, field } = this;
    let waiting = 0;
    box.addEventListener("scroll", () => {
      cancelAnimationFrame(waiting);
      waiting = requestAnimationFrame(() => this.follow());
    });
    section.addEventListener("click", ({ target }) => {
      const data = target.closest("button")?.dataset ?? {};
      if (data.turn) this.turn(this.number + Number(data.turn));
      else if (data.zoom) this.step(Number(data.zoom));
      else if ("toPlace" in data) this.toPlace();
    });
    field.addEventListener("focus", () => field.select());
    field.addEventListener("change", () => {
      const number = this.find(field.value);
      if (number) this.turn(number);
      field.value = this.name(this.number);
    });
    section.addEventListener("keydown", (event) => this.press(event));
  }

  /** Keys for who is in the PDF; in a field they are letters and digits like any other. */
  press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.target.matches("input")) {
      if (event.key !== "Escape") return;
      event.preventDefault(); // out of the field, not out of the PDF
      event.target.value = this.name(this.number);
      this.box.focus();
      return;
    }
    const wide = this.box.scrollWidth > this.box.clientWidth; // then the arrows move sideways, as always
    const actions = {
      "+": () => this.step(1),
      "-": () => this.step(-1),
      0: () => this.step(0),
      ArrowLeft: wide ? null : () => this.turn(this.number - 1),
      ArrowRight: wide ? null : () => this.turn(this.number + 1),
      Home: () => this.turn(1),
      End: () => this.turn(this.leaves.length),
    };
    const action = actions[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  }
}
