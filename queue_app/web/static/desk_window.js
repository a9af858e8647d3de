// The strip's own window, for officers who work in another program beside it: one that stays on top where the browser has
// such (only over HTTPS), else a plain small one, else none.
import { isOwnWindow, NAME } from "./desk_strip_kept.js";

const STRIP_PX = 80;
const DIALOG_PX = 520; // a dialog needs more than a strip has

let onTop = null; // the window that stays on top
let hadDialog = false;

/** Where the strip is drawn in the window that stays on top; null where there is none. */
export function floating() {
  return onTop && onTop.document.getElementById("desk");
}

/**
 * Opens the strip's own window, by a press of its officer.
 * @param {function(): void} draw when it has opened, and when it is gone
 * @param {function(Object): void} listen to the keys that are pressed in it
 * @returns {Promise<boolean>} whether there is one now
 */
export async function openWindow(draw, listen) {
  if (isOwnWindow()) return false;
  if ("documentPictureInPicture" in window) return openOnTop(draw, listen);
  const features = `popup,left=0,top=0,width=${screen.availWidth},height=${STRIP_PX}`;
  return window.open(location.pathname, NAME, features) !== null;
}

async function openOnTop(draw, listen) {
  try {
    onTop = await window.documentPictureInPicture.requestWindow({ width: screen.availWidth, height: STRIP_PX });
  } catch {
    return false; // the browser does not want it now
  }
  const page = onTop.document;
  page.documentElement.lang = document.documentElement.lang;
  page.head.append(...[...document.querySelectorAll("link[rel=stylesheet]")].map((sheet) => sheet.cloneNode()));
  page.body.className = "counter-page is-strip";
  page.body.append(Object.assign(page.createElement("main"), { id: "desk" }));
  onTop.addEventListener("pagehide", () => { onTop = null; draw(); });
  listen(onTop);
  draw();
  return true;
}

/** Closes the strip's own window, if there is one. */
export function closeWindow() {
  if (onTop !== null) onTop.close();
  else if (isOwnWindow()) window.close();
}

/** A dialog stands in the page behind the window on top; a plain small window grows for it, and shrinks again. */
export function growFor(hasDialog) {
  if (hasDialog === hadDialog) return;
  hadDialog = hasDialog;
  if (isOwnWindow()) window.resizeBy(0, hasDialog ? DIALOG_PX : -DIALOG_PX);
  else if (onTop !== null && hasDialog) window.focus();
}
