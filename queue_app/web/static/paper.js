// The page of paper keeps itself fresh while nobody types or is about to press.
import { isHandedOverTo } from "./whose.js";

const EVERY_MS = 5000;
const main = document.querySelector("main");

const isBusy = () => document.hidden || (main.contains(document.activeElement) && document.activeElement !== main);

async function refresh() {
  if (isBusy()) return;
  const answer = await fetch("/paper", { headers: { "X-CSRFToken": document.querySelector("[name=csrf_token]").value } }).catch(() => null);
  if (!answer || answer.redirected) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (isHandedOverTo(answer, page) || !answer.ok) return;
  const fresh = page.querySelector("main");
  if (fresh && !isBusy()) main.replaceChildren(...fresh.childNodes);
}

setInterval(refresh, EVERY_MS);
