// On a phone the menu of the set-up is folded, with the name of the page that is open.
const menu = document.querySelector(".admin-menu details");
const here = menu.querySelector("[aria-current]");
const isNarrow = matchMedia("(max-width: 900px)");

function fold() {
  menu.open = !isNarrow.matches;
}

if (here) menu.querySelector("summary").append(`: ${here.textContent}`);
isNarrow.addEventListener("change", fold);
fold();
