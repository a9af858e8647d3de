// A scanner types as a hand does, only faster. Every key of the counter page comes through here: keys in a burst are one
// text, which is told and never acts, whatever has the focus. A key alone goes on, as late as it takes to know that.

export const pace = {
  gap_ms: 80, // scanners leave 1 to 40 between two keys; a hand takes longer between two keys that mean two things
  rest_ms: 300 // of silence, and a burst that nothing ended is over
};
const LATE_MS = 20; // a page that was busy gets its keys late: then those that belong together may still stand in line
const FIELD = "input:not([type=checkbox]), textarea, select, [contenteditable]";
const ENDS = ["Enter", "Tab"];
const BOUNCED = /^([a-z])\1$/i;
const LEAST = { inField: 3, outside: 2 }; // keys that make a burst: a hand may well type "12" and Enter at once

const isLetter = (event) => event.key.length === 1 && !event.ctrlKey && !event.altKey && !event.metaKey;
const isPartOfLetter = ({ key }) => key === "Shift" || key === "CapsLock";

function stop(event) {
  event.preventDefault();
  event.stopImmediatePropagation();
}

/** A key that was held back goes on; what browsers do by themselves is of no matter here: fields are not held back. */
function replay({ target, key, code, shiftKey }) {
  const on = target.isConnected ? target : document.body;
  on.dispatchEvent(new KeyboardEvent("keydown", { key, code, shiftKey, bubbles: true, cancelable: true }));
}

/**
 * Listen for bursts of keys.
 * @param {function(string): void} onText is told what was scanned outside of every field
 * @param {Object} where the window that the scanner types into
 */
export function hearScans(onText, where) {
  let text = ""; // of keys that came close to each other
  let at = -Infinity; // when the last of them came
  let endedAt = -Infinity;
  let alone = null; // the first of them, held back until it is known to be the only one
  let bounced = null; // the first of two that are the same letter: a worn key gives it twice
  let timer = null;
  const stopped = new Set(); // keys whose release must not press a button either

  // By the clock of the window that is typed into: browsers slow those of a page that is covered, as behind a strip on top.
  // A second wait is the last one, or a page that is always late would never act.
  function after(wait_ms, run) {
    where.clearTimeout(timer);
    const due = performance.now() + wait_ms;
    const isLate = () => performance.now() - due > LATE_MS;
    timer = where.setTimeout(() => { if (isLate()) timer = where.setTimeout(run, wait_ms); else run(); }, wait_ms);
  }

  function letGo() {
    where.clearTimeout(timer);
    const event = alone;
    alone = null;
    if (event !== null) replay(event);
  }

  function end() {
    where.clearTimeout(timer);
    const scanned = text.trim();
    text = "";
    onText(scanned);
  }

  /** Nothing came for a while: what a worn key gave twice was one press. */
  function rest() {
    if (bounced === null) return end();
    text = "";
    return replay(bounced);
  }

  function takeLetter(event, isClose) {
    text = isClose ? text + event.key : event.key;
    at = event.timeStamp;
    if (event.target.matches(FIELD) || event.key === " " && text.length === 1) return;
    stop(event);
    stopped.add(event.code);
    if (text.length === 1) {
      letGo();
      alone = event;
      after(pace.gap_ms, letGo);
    } else {
      bounced = BOUNCED.test(text) ? alone : null;
      alone = null;
      after(pace.rest_ms, rest);
    }
  }

  function takeEnd(event, isClose) {
    const isField = event.target.matches(FIELD);
    const isSecond = event.timeStamp - endedAt < pace.rest_ms; // the end of a line may be two keys
    const isBurst = isClose && text.length >= (isField ? LEAST.inField : LEAST.outside);
    if (!isSecond && !isBurst) return letGo();
    stop(event);
    stopped.add(event.code);
    endedAt = event.timeStamp;
    if (isField && event.target.select) event.target.select(); // the next scan takes its place
    else if (isBurst) end();
    text = "";
    return undefined;
  }

  where.addEventListener("keydown", (event) => {
    if (!event.isTrusted || event.repeat || event.isComposing || isPartOfLetter(event)) return;
    const isClose = event.timeStamp - at < (text.length > 1 ? pace.rest_ms : pace.gap_ms);
    if (isLetter(event)) takeLetter(event, isClose);
    else if (ENDS.includes(event.key)) takeEnd(event, isClose);
    else letGo();
  }, { capture: true });
  where.addEventListener("keyup", (event) => { if (stopped.delete(event.code)) event.preventDefault(); }, { capture: true });
}
