// Single keys of the counter page. They can be switched off (WCAG 2.1.4), and never act twice by a held key.

const STORED = "antrean.keys";
const TYPING = "input:not([type=checkbox]), textarea, select, [contenteditable]";

/** Whether single keys act on this computer; on unless switched off here. */
export function keysAreOn() {
  return window.Antrean.kept.get(STORED) !== "off";
}

/** Remember whether single keys act on this computer. */
export function setKeys(on) {
  window.Antrean.kept.set(STORED, on ? "on" : "off");
}

function isForOthers(event) {
  return event.ctrlKey || event.altKey || event.metaKey || event.isComposing
    || event.target.matches(TYPING) || document.querySelector("dialog[open]") !== null;
}

/** A pressed key by the name that steps have: "S", "Shift+S", "/", "?". Shift only tells letters apart: it types the others. */
export function keyName({ key, shiftKey }) {
  const name = key.toUpperCase();
  return shiftKey && name !== key.toLowerCase() ? `Shift+${name}` : name;
}

/**
 * Run the step that belongs to a pressed key.
 * @param {function(): Array<{key: string, run: function(): void}>} steps what keys do now
 * @param {Object} page the document where they are pressed
 */
export function listenToKeys(steps, page) {
  let held = null; // a key that acted: held on, it must not type into the dialog it opened
  page.addEventListener("keydown", (event) => {
    if (event.repeat) {
      // A held Enter would press the button that comes next in the same place.
      if (event.key === held || event.target.closest("button")) event.preventDefault();
      return;
    }
    held = null;
    if (!keysAreOn() || isForOthers(event)) return;
    const step = steps().find(({ key }) => key && key === keyName(event));
    if (!step) return;
    event.preventDefault();
    held = event.key;
    step.run();
  });
  page.addEventListener("keyup", ({ key }) => { if (key === held) held = null; });
}
