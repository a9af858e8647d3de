// The list after a power cut as rows: the next row is there before it is needed and counts its number up; Enter leads to
// it. What is sent is still the text, one number a line; without this script the text is typed.
import { numberAfter, readLine, shownNumber, writtenLine } from "./paper_line.js";
import { shownTime } from "./typed_time.js";

const form = document.querySelector(".paper-list");
const known = JSON.parse(form.dataset.known);
const rows = form.querySelector(".rows");
const template = document.getElementById("row");
const text = form.elements.text;
const day = form.elements.day;
const ready = form.querySelector("[data-count]");
const today = day.options[0].value;

const all = () => [...rows.children];
const parts = (row) => ({
  number: row.querySelector(".row-number input"),
  time: row.querySelector(".row-time input"),
  code: row.querySelector(".row-service select"),
  priority: row.querySelector(".row-priority input"),
  served: row.querySelector(".row-served input"),
});
const isPast = () => day.value !== today;
const isFilled = (row) => parts(row).time.value.trim() !== "" || (row.dataset.typed === "1" && parts(row).number.value.trim() !== "");

/** The number that follows in a letter: behind the rows above, else behind the day's last one. */
function following(letter, before) {
  const above = all().slice(0, before).map((row) => parts(row).number.value).filter((number) => number[0] === letter);
  const last = above.pop() || (known.last[day.value] || []).find((number) => number[0] === letter);
  return last ? numberAfter(last) : `${letter}001`;
}

/** The services among which a number of this letter must choose; nothing to choose where it has one. */
function offer(row) {
  const { number, code } = parts(row);
  const letter = number.value.trim().slice(0, 1).toUpperCase();
  const choices = known.services[letter] || [];
  if (code.dataset.letter === letter) return;
  code.dataset.letter = letter;
  const none = choices.length > 1 ? [new Option(form.dataset.choose, "")] : []; // which one is said, never guessed
  code.replaceChildren(...none, ...choices.map(([value, name]) => new Option(name, value)));
  code.disabled = choices.length < 2;
}

/** The page's own fields, numbered for those who hear them. */
function count() {
  all().forEach((row, index) => {
    for (const label of row.querySelectorAll("label")) {
      label.control.setAttribute("aria-label", `${index + 1}. ${label.querySelector("span").textContent}`);
    }
  });
  const filled = all().filter(isFilled).length;
  ready.textContent = filled ? ready.dataset.count.replace("{count}", filled) : ready.dataset.none;
}

function added(told) {
  const row = template.content.firstElementChild.cloneNode(true);
  rows.append(row);
  const { number, time, code, priority, served } = parts(row);
  const before = rows.children.length > 1 ? parts(rows.children[rows.children.length - 2]) : null;
  const letters = Object.keys(known.services);
  const first = letters.length === 1 ? following(letters[0], 0) : "";
  number.value = told ? told.number : before ? numberAfter(before.number.value) : first;
  row.dataset.typed = told ? "1" : "";
  offer(row);
  if (told) [time.value, priority.checked, served.checked] = [told.time, told.priority, told.served !== false];
  const wanted = told ? told.code : before ? before.code.value : "";
  if ([...code.options].some((each) => each.value === wanted)) code.value = wanted;
  count();
  return row;
}

const lastRow = () => rows.lastElementChild;
const spare = () => (lastRow() && !isFilled(lastRow()) ? lastRow() : added());

/** A line or several from elsewhere, each a row, in place of the empty row at the end. */
function take(lines) {
  if (lastRow() && !isFilled(lastRow())) lastRow().remove();
  for (const line of lines.split(/\r?\n/).filter((each) => each.trim())) added(readLine(line));
  spare();
}

function faulty(row, words, at) {
  const { number } = parts(row);
  const fault = row.querySelector(".fault");
  fault.id = `fault-${at}`;
  fault.textContent = [fault.textContent, words].filter(Boolean).join(" ");
  fault.hidden = false;
  number.setAttribute("aria-invalid", "true");
  number.setAttribute("aria-describedby", fault.id);
}

function settled(row) {
  const { number, time } = parts(row);
  const letter = number.value.trim().toUpperCase();
  number.value = /^[A-Z]$/.test(letter) && known.services[letter] ? following(letter, all().indexOf(row)) : shownNumber(number.value);
  time.value = shownTime(time.value);
  offer(row);
}

/** To the row below: to its time, as its number is there already. */
function onward(row) {
  settled(row);
  if (!isFilled(row)) return;
  const next = row.nextElementSibling || added();
  const { number, time } = parts(next);
  (number.value ? time : number).focus();
}

rows.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.target.tagName === "BUTTON") return;
  event.preventDefault();
  onward(event.target.closest("li"));
});
rows.addEventListener("input", (event) => {
  const row = event.target.closest("li");
  if (event.target === parts(row).number) row.dataset.typed = "1";
  offer(row);
  if (isFilled(row) && row === lastRow() && parts(row).time.value.trim().length >= 4) added();
  count();
});
rows.addEventListener("change", (event) => {
  const row = event.target.closest("li");
  settled(row);
  const next = row.nextElementSibling;
  if (next && !isFilled(next)) {
    parts(next).number.value = numberAfter(parts(row).number.value);
    offer(next);
  }
});
rows.addEventListener("focusin", (event) => {
  if (event.target.matches(".row-number input")) event.target.select();
});
rows.addEventListener("paste", (event) => {
  const pasted = event.clipboardData.getData("text");
  if (!/\n/.test(pasted.trim()) && !readLine(pasted).time) return;
  event.preventDefault();
  take(pasted);
  parts(lastRow()).time.focus();
});
rows.addEventListener("click", (event) => {
  if (event.target.tagName !== "BUTTON") return;
  const row = event.target.closest("li");
  const next = row.nextElementSibling || row.previousElementSibling;
  row.remove();
  parts(next || spare()).number.focus();
  count();
});
day.addEventListener("change", () => form.classList.toggle("is-past", isPast()));
form.addEventListener("submit", () => {
  if (text.value.trim()) take(text.value);
  all().forEach(settled);
  const told = all().filter(isFilled).map((row) => {
    const { number, time, code, priority, served } = parts(row);
    return writtenLine({ number: number.value, time: time.value, code: code.disabled ? "" : code.value, priority: priority.checked, served: served.checked }, isPast());
  });
  text.value = told.join("\n");
});

function laid() {
  const paste = document.querySelector(".paste");
  form.querySelector(".as-rows").hidden = false;
  form.classList.toggle("is-past", isPast());
  take(text.value);
  text.value = "";
  text.rows = 5;
  text.removeAttribute("aria-invalid");
  paste.hidden = false;
  paste.append(form.querySelector(".as-text"));
  text.setAttribute("form", (form.id = "paper-list"));
  const lines = all();
  for (const [line, words] of known.faults) if (lines[line - 1]) faulty(lines[line - 1], words, line);
  if (known.faults.length) parts(lines[known.faults[0][0] - 1] || lines[0]).number.focus();
}

text.addEventListener("paste", () => setTimeout(() => {
  take(text.value);
  text.value = "";
}));
laid();
