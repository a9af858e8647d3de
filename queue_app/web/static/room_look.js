// The display in small follows theme, colour and logo as they are chosen; the colour is chosen by name, by eye or as hex.
import { isHandedOver } from "./whose.js";

const PAUSE_MS = 120; // of a hand on the picker
const WIDE = 1280; // px of the display in small, before it is made small
const COLOUR = /^#[0-9a-f]{6}$/i;
const form = document.querySelector(".setting-room");
const accent = form.elements.accent;
const told = document.querySelector("[data-look]");
const frame = document.querySelector(".miniature iframe");
const swatches = document.getElementById("swatches").content.firstElementChild.cloneNode(true);
const picker = swatches.querySelector("input");
let look = null;
let waiting = 0;
let asked = 0;

function paint() {
  const page = frame.contentDocument;
  const theme = page && page.querySelector('link[href*="/themes/"]');
  if (!look || !theme) return;
  if (theme.getAttribute("href") !== look.theme_url) {
    page.querySelectorAll('link[href*="/themes/"]').forEach((each) => each.setAttribute("href", look.theme_url));
  }
  page.documentElement.style.setProperty("--accent", look.accent);
  page.documentElement.style.setProperty("--on-accent", look.on_accent);
}

async function follow() {
  if (accent.value.trim() && !COLOUR.test(accent.value.trim())) {
    told.textContent = told.dataset.wrong;
    return;
  }
  const mine = (asked += 1);
  const query = new URLSearchParams({ theme: form.elements.theme.value, accent: accent.value.trim() });
  const answer = await fetch(`${told.dataset.look}?${query}`, { headers: { Accept: "application/json" } });
  const found = await answer.json().catch(() => ({}));
  if (isHandedOver(found) || mine !== asked) return;
  if (!answer.ok) return;
  told.textContent = found.told;
  look = found;
  paint();
}

function mark() {
  const chosen = accent.value.trim().toLowerCase();
  for (const each of swatches.querySelectorAll("button")) each.setAttribute("aria-pressed", String(each.value === chosen));
  if (COLOUR.test(chosen)) picker.value = chosen;
}

function changed() {
  mark();
  clearTimeout(waiting);
  waiting = setTimeout(follow, PAUSE_MS);
}

function choose(colour) {
  accent.value = colour;
  changed();
}

/** As wide as its place; its height follows. */
function fit() {
  frame.style.transform = `scale(${frame.parentElement.clientWidth / WIDE})`;
}

swatches.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (button) choose(button.value);
});
picker.addEventListener("input", () => choose(picker.value));
form.addEventListener("input", (event) => {
  if (event.target === accent || event.target.name === "theme") changed();
});
frame.addEventListener("load", paint);
document.addEventListener("uploaded", (event) => {
  event.preventDefault();
  frame.contentWindow.location.reload();
});
addEventListener("resize", fit);
accent.closest(".field").classList.add("has-swatches");
accent.closest(".field").querySelector("label").after(swatches);
fit();
mark();
follow();
