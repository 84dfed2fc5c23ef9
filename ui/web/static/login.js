// The page where one logs in: dark where the reader's system is, as the rest of the page; and a password one may see.

const dark = matchMedia("(prefers-color-scheme: dark)");
const follow = () => document.body.classList.toggle("dark", dark.matches);
dark.addEventListener("change", follow);
follow();

addEventListener("DOMContentLoaded", () => {
  const box = document.querySelector("[data-show]");
  box.closest("label").hidden = false;
  box.addEventListener("change", () => (document.getElementById("wachtwoord").type = box.checked ? "text" : "password"));
});
