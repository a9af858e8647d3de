// The room of a training: its screens in panes, keys that reach the counter from everywhere, and a guide that ticks itself.
const ASK_MS = 1000;
const LETTER = /^[a-z]$/i;
const { base } = JSON.parse(document.getElementById("boot").textContent);
const counter = document.getElementById("counter");

/** Shows a frame as large as a real screen is, scaled into its pane. */
function fit(hole) {
  const scale = hole.clientWidth / Number(hole.dataset.width);
  const frame = hole.firstElementChild;
  frame.style.width = `${hole.dataset.width}px`;
  frame.style.height = `${hole.clientHeight / scale}px`;
  frame.style.transform = `scale(${scale})`;
}

/** A letter that was pressed anywhere else is the counter's, which has no such key then but the next one. */
function toCounter(event) {
  if (!LETTER.test(event.key) || event.ctrlKey || event.altKey || event.metaKey) return;
  event.stopImmediatePropagation();
  event.preventDefault();
  counter.contentWindow.focus();
  const { key, code, shiftKey, repeat } = event;
  const told = new KeyboardEvent("keydown", { key, code, shiftKey, repeat, bubbles: true, cancelable: true });
  counter.contentDocument.body.dispatchEvent(told);
}

function listen(page) {
  page.addEventListener("keydown", toCounter, { capture: true });
}

/** Marks what was done, and the first step that was not. */
function show(done) {
  const rows = [...document.querySelectorAll("[data-step]")];
  const next = rows.find((row) => !done[row.dataset.step]);
  for (const row of rows) {
    row.classList.toggle("is-done", done[row.dataset.step]);
    row.classList.toggle("is-next", row === next);
  }
  document.getElementById("well-done").hidden = next !== undefined;
}

function end() {
  clearInterval(asking);
  for (const frame of document.querySelectorAll("iframe")) frame.remove();
  document.getElementById("over").showModal();
}

/** The paper, as none comes out of a printer here. */
function showPaper() {
  const paper = document.getElementById("paper");
  const picture = paper.querySelector("img");
  picture.src = picture.dataset.src;
  paper.showModal();
}

async function ask() {
  const answer = await fetch(`${base}/steps`, { headers: { Accept: "application/json" } }).catch(() => null);
  if (answer?.ok) show(await answer.json());
  else if (answer?.status === 404) end();
}

const holes = [...document.querySelectorAll(".pane-hole")];
const watch = new ResizeObserver(() => holes.forEach(fit));
for (const hole of holes) watch.observe(hole);
for (const name of ["kiosk", "display"]) {
  const frame = document.getElementById(name);
  frame.addEventListener("load", () => listen(frame.contentDocument));
  if (frame.contentDocument.readyState === "complete") listen(frame.contentDocument);
}
listen(document);
document.getElementById("show-paper").addEventListener("click", showPaper);
const asking = setInterval(ask, ASK_MS);
document.querySelector(".training-head form").addEventListener("submit", () => clearInterval(asking));
ask();
