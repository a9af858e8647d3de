// The page of paper keeps itself fresh while nobody types or is about to press.
const EVERY_MS = 5000;

const main = document.querySelector("main");

const isBusy = () => document.hidden || (main.contains(document.activeElement) && document.activeElement !== main);

async function refresh() {
  if (isBusy()) return;
  const answer = await fetch("/paper").catch(() => null);
  if (!answer || !answer.ok || answer.redirected) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("main");
  if (fresh && !isBusy()) main.replaceChildren(...fresh.childNodes);
}

setInterval(refresh, EVERY_MS);
