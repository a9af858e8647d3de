/** The picture of the ticket follows what is typed. Without this script the button beside the language shows it. */
import { changedBefore } from "./changed_before.js";
import { isHandedOverTo } from "./whose.js";

const PAUSE_MS = 250; // of typing
const form = document.querySelector(".ticket-form");
let waiting = 0;
let asked = 0;

async function follow() {
  const mine = (asked += 1);
  const body = new URLSearchParams(new FormData(form));
  body.set("step", "look");
  const answer = await fetch(form.action, { method: "POST", body });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (isHandedOverTo(answer, page)) return;
  for (const part of mine === asked ? [".rolls", ".steps"] : []) {
    const now = page.querySelector(`.ticket-form ${part}`);
    if (now) form.querySelector(part).replaceWith(now);
  }
}

form.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(follow, PAUSE_MS);
});
if (changedBefore(form).length) follow();
