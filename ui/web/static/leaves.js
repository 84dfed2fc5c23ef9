// The pages of a PDF: their place, what is marked on them, and drawing those that are looked at.

export const PRINTED = 96 / 72; // pixels of CSS in a point: a page at its printed size
const MOST_PIXELS = 2 ** 24; // of one page; a browser draws nothing on a larger canvas
const AROUND = "60%"; // of the pane's height, above and below it, in which pages are drawn already
const KEPT = 6; // pages that stay drawn after one has gone on

let pdfjs = null; // the library, or a promise of it

/** PDF.js, asked of the server at its first use. */
export function library() {
  pdfjs ??= import("./pdfjs/pdf.min.mjs").then((found) => {
    found.GlobalWorkerOptions.workerSrc = new URL("./pdfjs/pdf.worker.min.mjs", import.meta.url).href;
    return found;
  });
  pdfjs.catch(() => (pdfjs = null)); // may be tried again
  return pdfjs;
}

/** The place of a page; width and height in points. */
export function blank(number, width, height) {
  const leaf = document.createElement("div");
  leaf.className = "vp-leaf";
  leaf.dataset.number = number;
  leaf.style.setProperty("--width", width);
  leaf.style.setProperty("--height", height);
  return leaf;
}

/** A rectangle that is marked; its measures in percents of the page. */
export function mark({ kind, left, top, width, height }) {
  const made = document.createElement("div");
  made.className = `vp-mark-${kind}`;
  made.ariaHidden = "true";
  Object.assign(made.style, { left: `${left}%`, top: `${top}%`, width: `${width}%`, height: `${height}%` });
  return made;
}

/**
 * Draws the pages that come into view, and forgets those that have long gone out of it. `draw`: (page, number) -> promise
 * of what was put on it, a list of elements. `again` draws anew what is drawn, at another size.
 */
export function painter(box, leaves, draw) {
  const drawn = new Map(); // page -> promise of what stands on it, those looked at last at the end
  const seen = new Set();

  function paint(leaf) {
    const before = drawn.get(leaf);
    drawn.delete(leaf);
    drawn.set(leaf, before ?? draw(leaf, Number(leaf.dataset.number)).catch(() => []));
    for (const [old, put] of drawn) {
      if (drawn.size <= KEPT + seen.size) break;
      if (seen.has(old)) continue;
      drawn.delete(old);
      put.then((elements) => drawn.has(old) || elements.forEach((each) => each.remove()));
    }
  }

  const watcher = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        if (isIntersecting) seen.add(target);
        else seen.delete(target);
      }
      seen.forEach(paint);
    },
    { root: box, rootMargin: `${AROUND} 0px` },
  );
  leaves.forEach((leaf) => watcher.observe(leaf));

  let waiting = 0;
  return {
    again() {
      clearTimeout(waiting); // until then the picture at the old size is stretched
      waiting = setTimeout(() => {
        for (const [leaf, put] of [...drawn]) {
          drawn.delete(leaf);
          if (!seen.has(leaf)) put.then((elements) => elements.forEach((each) => each.remove()));
          else paintOver(leaf, put);
        }
      }, 150);
    },
  };

  function paintOver(leaf, put) {
    const fresh = draw(leaf, Number(leaf.dataset.number)).catch(() => []);
    drawn.set(leaf, fresh);
    Promise.all([put, fresh]).then(([old]) => old.forEach((each) => each.remove()));
  }
}

/** A page as PDF.js draws it, with its words on top so that they can be selected. */
export async function printed(pdf, leaf, number, factor) {
  const { TextLayer } = await library();
  const page = await pdf.getPage(number);
  const viewport = page.getViewport({ scale: factor });
  const sharp = Math.min(devicePixelRatio || 1, Math.sqrt(MOST_PIXELS / (viewport.width * viewport.height)));
  const canvas = document.createElement("canvas");
  canvas.width = Math.floor(viewport.width * sharp);
  canvas.height = Math.floor(viewport.height * sharp);
  canvas.ariaHidden = "true";
  await page.render({ canvas, viewport, transform: [sharp, 0, 0, sharp, 0, 0] }).promise;
  const text = document.createElement("div");
  text.className = "textLayer";
  leaf.prepend(canvas);
  leaf.append(text);
  await new TextLayer({ textContentSource: page.streamTextContent(), container: text, viewport }).render();
  return [canvas, text];
}

/** A page as the server draws it. */
export async function picture(leaf, address, name) {
  const image = Object.assign(document.createElement("img"), { src: address, alt: name });
  leaf.prepend(image);
  return [image];
}
