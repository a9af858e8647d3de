// Lists whose order matters, by pointer or finger: a grip before each row. What is sent is what the buttons "up" and
// "down" send, over several places at once; these are pressed without the page being left. Without it they work as well.
import { isHandedOverTo } from "./whose.js";

const EDGE = 70; // px from the window's edge where it scrolls on while something is dragged
const said = document.getElementById("moved");
let dragged = null; // {item, list, from}
let isSending = false; // the list is about to be replaced: what was dragged in it meanwhile would be lost

const itemsOf = (list) => [...list.children].filter((each) => each.dataset.item !== undefined);
const buttonOf = (item, way) => [...item.querySelectorAll("button[name=way], button[name=step]")].find((each) => each.value === way || each.value.startsWith(`${way}-`));

function lay(list) {
  for (const item of itemsOf(list)) {
    const grip = document.createElement("span");
    Object.assign(grip, { className: "grip", title: said.dataset.grip });
    grip.setAttribute("aria-hidden", "true"); // keys and screen readers have the buttons
    grip.addEventListener("pointerdown", (event) => begin(event, item, list));
    const place = item.querySelector("th, td") || item;
    place.classList.add("has-grip");
    place.prepend(grip);
  }
}

/** Sends a step of one row; the list as it is then stands in the answer. */
async function send(list, item, way, places) {
  const { item: name } = item.dataset;
  const button = buttonOf(item, way);
  const body = new URLSearchParams(new FormData(button.form));
  body.set(button.name, button.value);
  body.set("places", places);
  isSending = true;
  const answer = await fetch(button.form.action, { method: "POST", body }).catch(() => null);
  isSending = false;
  if (!answer) {
    said.textContent = said.dataset.cut;
    said.classList.remove("visually-hidden");
    return null;
  }
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (isHandedOverTo(answer, page)) return null;
  const fresh = page.querySelector(`[data-drag="${list.dataset.drag}"]`);
  if (!answer.ok || !fresh) {
    location.reload();
    return null;
  }
  list.replaceWith(fresh);
  lay(fresh);
  fresh.dispatchEvent(new Event("input", { bubbles: true })); // a picture of the form follows
  return { name, list: fresh };
}

function tell({ name, list }, index) {
  const count = itemsOf(list).length;
  said.classList.add("visually-hidden");
  said.textContent = said.dataset.moved.replace("{name}", name).replace("{place}", index + 1).replace("{count}", count);
}

function begin(event, item, list) {
  if (event.button !== 0 || dragged || isSending) return; // a second finger waits for the first
  event.preventDefault();
  event.target.setPointerCapture(event.pointerId);
  dragged = { item, list, from: itemsOf(list).indexOf(item) };
  item.classList.add("is-dragged");
  event.target.addEventListener("pointermove", drag);
  event.target.addEventListener("pointerup", drop, { once: true });
  event.target.addEventListener("pointercancel", cancel, { once: true });
}

function drag(event) {
  if (!dragged) return;
  const { item, list } = dragged;
  if (event.clientY < EDGE) scrollBy(0, -12);
  if (event.clientY > innerHeight - EDGE) scrollBy(0, 12);
  const middle = (each) => {
    const box = each.getBoundingClientRect();
    return box.top + box.height / 2;
  };
  // The others make room: a dragged row that left the page for a moment would lose its pointer.
  for (let next = neighbour(item, 1); next && event.clientY > middle(next); next = neighbour(item, 1)) list.insertBefore(next, item);
  for (let last = neighbour(item, -1); last && event.clientY < middle(last); last = neighbour(item, -1)) list.insertBefore(last, item.nextSibling);
}

function neighbour(item, by) {
  const items = itemsOf(item.parentElement);
  return items[items.indexOf(item) + by];
}

function putBack({ item, list, from }) {
  while (itemsOf(list).indexOf(item) < from) list.insertBefore(neighbour(item, 1), item);
  while (itemsOf(list).indexOf(item) > from) list.insertBefore(neighbour(item, -1), item.nextSibling);
}

function cancel() {
  if (!dragged) return;
  putBack(dragged);
  dragged.item.classList.remove("is-dragged");
  dragged = null;
}

async function drop() {
  if (!dragged) return;
  const { item, list, from } = dragged;
  const index = itemsOf(list).indexOf(item);
  item.classList.remove("is-dragged");
  dragged = null;
  if (index === from) return;
  const way = index < from ? "up" : "down";
  const told = await send(list, item, way, Math.abs(index - from));
  if (told) tell(told, index);
  else if (item.isConnected) putBack({ item, list, from }); // what is shown is what is kept
}

addEventListener("keydown", (event) => {
  if (event.key === "Escape") cancel();
});

/** A button of a list: the row moves, and the focus goes with it. */
addEventListener("submit", async (event) => {
  const button = event.submitter;
  const list = button && button.closest("[data-drag]");
  const way = button && (/^(up|down)/.exec(button.value) || [])[0];
  if (!list || !way) return;
  event.preventDefault();
  if (isSending) return;
  const item = button.closest("[data-item]");
  const place = itemsOf(list).indexOf(item) + (way === "up" ? -1 : 1);
  if (place < 0 || place >= itemsOf(list).length) return;
  const told = await send(list, item, way, 1);
  if (!told) return;
  tell(told, place);
  const moved = itemsOf(told.list)[place];
  (buttonOf(moved, way) || buttonOf(moved, way === "up" ? "down" : "up")).focus();
});

for (const list of document.querySelectorAll("[data-drag]")) lay(list);
