// A form marked data-auto is sent as soon as one of its choices changes; what is typed waits for Enter or the button.

document.addEventListener("change", (event) => {
  const form = event.target.closest?.("form[data-address][data-auto]");
  if (form && event.target.matches("select")) form.requestSubmit();
});
