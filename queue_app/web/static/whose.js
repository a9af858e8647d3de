// What a page does that was written for somebody else than who is signed in now: it says so, and loads anew.
const READ_MS = 6000;

let isOver = false;

/** @param {{error: (string|undefined), message: (string|undefined)}} answer @returns {boolean} whether the page is over */
export function isHandedOver({ error, message }) {
  if (error === "other_person") tell(message);
  return isOver;
}

/** The same of an answer that is a page; its body says which refusal it tells. @returns {boolean} */
export function isHandedOverTo(answer, page) {
  if (answer.status === 409 && page.body.dataset.error === "other_person") tell(page.querySelector("main p").textContent);
  return isOver;
}

/** Nothing on the page can be pressed any more. @param {string} message who is signed in */
function tell(message) {
  if (isOver) return;
  isOver = true;
  const dialog = document.createElement("dialog");
  const words = document.createElement("p");
  const way = document.createElement("button");
  dialog.className = "handed-over";
  dialog.setAttribute("role", "alertdialog");
  dialog.dataset.testid = "handed-over";
  words.textContent = message;
  way.className = "button primary";
  way.textContent = "OK";
  dialog.append(words, way);
  document.body.append(dialog);
  way.addEventListener("click", () => location.reload());
  dialog.addEventListener("close", () => location.reload());
  dialog.showModal();
  setTimeout(() => location.reload(), READ_MS);
}
