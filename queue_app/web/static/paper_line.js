// One line of a list of numbers given on paper, "A012 08.15 KTP P +", to the parts of a row and back. What it cannot
// read stays whole in the number's field: the server says what is wrong with it.
import { shownTime } from "./typed_time.js";

const NUMBER = /(?:^|\s)([A-Za-z])\s*[-./]?\s*0*([1-9]\d{0,3})(?!\d)/;
const TIME = /(?:^|\s)([01]?\d|2[0-3])\s?[.:,]\s?([0-5]\d)(?!\d)|(?:^|\s)([01]\d|2[0-3])([0-5]\d)(?!\d)/;
const WORDS = /\b(pukul|jam|pkl|wib|wita|wit)\b\.?/gi;
const SERVED = "+✓✔√";
const NOT_SERVED = "-×✗✘";

/** "a 12" as "A012"; what is no number as it is. */
export function shownNumber(text) {
  const found = /^\s*([A-Za-z])\s*[-./]?\s*0*([1-9]\d{0,3})\s*$/.exec(text);
  return found ? found[1].toUpperCase() + found[2].padStart(3, "0") : text.trim();
}

/** The number behind another, "A013" behind "A012"; "" where there is none. */
export function numberAfter(text) {
  const found = /^([A-Z])(\d{1,4})$/.exec(text);
  return found ? shownNumber(found[1] + (Number(found[2]) + 1)) : "";
}

/** A line as the parts of a row. */
export function readLine(line) {
  const plain = line.replace(WORDS, " ");
  const [number, time] = [NUMBER.exec(plain), TIME.exec(plain)];
  if (!number || !time) return { number: line.trim(), time: "", code: "", priority: false, served: null };
  const marks = plain.replace(number[0], " ").replace(time[0], " ").split(/[\s,;|()=>→]+/).filter(Boolean);
  const code = marks.find((mark) => /^[A-Za-z][\w-]+$/.test(mark)) || "";
  const isFate = (signs) => marks.some((mark) => signs.includes(mark));
  return {
    number: shownNumber(number[0]),
    time: shownTime(time[0].trim()),
    code: code.toUpperCase(),
    priority: marks.some((mark) => mark.toUpperCase() === "P"),
    served: isFate(SERVED) ? true : isFate(NOT_SERVED) ? false : null,
  };
}

/** The parts of a row as a line. isPast: whether the day is over, and each was served or not. */
export function writtenLine(row, isPast) {
  const fate = row.served ? "+" : "-";
  return [row.number, row.time, row.code, row.priority ? "P" : "", isPast ? fate : ""].filter(Boolean).join(" ");
}
