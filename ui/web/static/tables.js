// A form marked data-auto is sent as soon as one of its choices changes; what is typed waits for Enter or the button.

document.addEventListener("change", (event) => {
  const form = event.target.closest?.("form[data-address][data-auto]");
  if (form && event.target.matches("select")) form.requestSubmit();
});

// A picture that is wider than its frame says so, and fades where more of it is out of sight.

const FRAMES = ".vp-chart";

function cue(frame) {
  const { clientWidth, scrollLeft, scrollWidth } = frame;
  const hint = frame.previousElementSibling;
  if (hint?.matches(".vp-scroll")) hint.hidden = scrollWidth <= clientWidth; // a hidden frame has no width at all
  frame.classList.toggle("vp-more-left", scrollLeft > 0);
  frame.classList.toggle("vp-more-right", scrollLeft + clientWidth < scrollWidth - 1);
}

const cueAll = () => document.querySelectorAll(FRAMES).forEach(cue);
document.addEventListener("scroll", (event) => event.target.matches?.(FRAMES) && cue(event.target), true);
document.addEventListener("vp:filled", () => requestAnimationFrame(cueAll));
addEventListener("resize", cueAll);
