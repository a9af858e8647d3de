// Times as people type them.

/** "8", "0815" and "8:15" as "08.00" and "08.15"; what is no time as it is. @param {string} text */
export function shownTime(text) {
  const found = /^\s*(\d{1,2})\s*(?:[.:,]?\s*([0-5]\d))?\s*$/.exec(text);
  return found && Number(found[1]) <= 24 ? `${found[1].padStart(2, "0")}.${found[2] || "00"}` : text.trim();
}
