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
  return event.ctrlKey || event.altKey || event.metaKey || event.shiftKey || event.isComposing
    || event.target.matches(TYPING) || document.querySelector("dialog[open]") !== null;
}

/**
 * Run the step that belongs to a pressed key.
 * @param {function(): Array<{key: string, run: function(): void}>} steps what can be done now
 */
export function listenToKeys(steps) {
  let held = null; // a key that acted: held on, it must not type into the dialog it opened
  document.addEventListener("keydown", (event) => {
    if (event.repeat) {
      // A held Enter would press the button that comes next in the same place.
      if (event.key === held || event.target.closest("button")) event.preventDefault();
      return;
    }
    held = null;
    if (!keysAreOn() || isForOthers(event)) return;
    const step = steps().find(({ key }) => key && key.toLowerCase() === event.key.toLowerCase());
    if (!step) return;
    event.preventDefault();
    held = event.key;
    step.run();
  });
  document.addEventListener("keyup", ({ key }) => { if (key === held) held = null; });
}
