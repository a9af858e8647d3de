// Whether this browser shows the strip in the place of the page: remembered on this computer.

const STORED = "antrean.strip";

/** What the plain small window is called that shows nothing else. */
export const NAME = "antrean-strip";

/** Whether this page is the strip's own plain window. */
export function isOwnWindow() {
  return window.name === NAME;
}

/** Whether to begin as the strip. */
export function stripIsOn() {
  return isOwnWindow() || window.Antrean.kept.get(STORED) === "on";
}

/** Remember whether to. */
export function setStrip(on) {
  window.Antrean.kept.set(STORED, on ? "on" : "off");
}
