// Opening hours by time fields: from and until, a break more or less, one day's hours copied to others. What is sent is
// the text of each day; without this script the texts are typed, and they can be typed with it too.
import { shownTime } from "./typed_time.js";

const SPAN = /(\d{1,2}[.:]\d{2})\s*-\s*(\d{1,2}[.:]\d{2})/g;
const USUAL = ["08.00-16.00"];
const LUNCH = ["12.00", "13.00"];
const form = document.querySelector(".weeks");
const table = form.querySelector("table");
const place = form.querySelector(".week-rows");
const toggle = form.querySelector(".as-text");
const dialog = document.querySelector(".copy-to");
const said = form.querySelector("[data-copied]");
const made = (id) => document.getElementById(id).content.firstElementChild.cloneNode(true);
const days = new Map(); // row -> its field of the form
const cells = new Map(); // field of the form -> where it stands among the texts

/** The spans of a day's text; null for one that time fields cannot hold. */
function spansOf(text) {
  const found = text.match(SPAN) || [];
  return text.replace(SPAN, "").trim() === "" ? found : null;
}

function span(row, told) {
  const element = made("span");
  const { dayName } = days.get(row).dataset;
  const fields = element.querySelectorAll("input");
  told.split("-").forEach((time, index) => {
    fields[index].value = shownTime(time);
    fields[index].setAttribute("aria-label", `${dayName}, ${fields[index].dataset.says}`);
  });
  element.querySelector("button").setAttribute("aria-label", `${dayName}: ${element.querySelector("button").getAttribute("aria-label")}`);
  return element;
}

const spans = (row) => [...row.querySelectorAll(".span")];
const textOf = (row) => spans(row).map((each) => [...each.querySelectorAll("input")].map((one) => shownTime(one.value)).join("-")).filter((each) => each !== "-").join(" ");

/** The row as its day is: closed, or open in these spans. */
function lay(row, told) {
  row.querySelector(".spans").replaceChildren(...told.map((each) => span(row, each)));
  row.querySelector(".day-open input").checked = told.length > 0;
  row.classList.toggle("is-closed", told.length === 0);
  keep(row);
}

function keep(row) {
  days.get(row).value = textOf(row);
  row.classList.toggle("has-breaks", spans(row).length > 1);
}

/** The hours that a day opens with: those of the open day before it in its week. */
function likeBefore(row) {
  const above = [...row.parentElement.children].slice(0, [...row.parentElement.children].indexOf(row)).reverse();
  const open = above.find((each) => textOf(each));
  return open ? spansOf(textOf(open)) : USUAL;
}

function withBreak(told) {
  const [from, until] = told[told.length - 1].split("-");
  const isAround = from < LUNCH[0] && until > LUNCH[1];
  return [...told.slice(0, -1), ...(isAround ? [`${from}-${LUNCH[0]}`, `${LUNCH[1]}-${until}`] : [`${from}-${until}`, "-"])];
}

function day(field) {
  const row = made("day");
  const told = spansOf(field.value);
  days.set(row, field);
  cells.set(field, field.parentElement);
  row.setAttribute("aria-label", field.getAttribute("aria-label"));
  row.querySelector(".day-open span").textContent = field.dataset.dayName;
  const fault = document.getElementById(`${field.id}-fault`);
  if (told === null) return raw(row, field, fault);
  lay(row, told);
  if (fault) faulty(row, field, fault);
  return row;
}

/** What no time field can hold stays a text, as the server may well read it: "8-12, 13 s/d 16". */
function raw(row, field, fault) {
  row.querySelector(".spans").replaceChildren(field, ...(fault ? [fault] : []));
  row.querySelector(".day-open input").hidden = true;
  row.classList.remove("is-closed");
  row.classList.add("is-raw");
  return row;
}

/** The row as the text of its day is now. */
function readAgain(row, field) {
  const told = spansOf(field.value);
  if (told === null) return raw(row, field, null);
  row.classList.remove("is-raw");
  row.querySelector(".day-open input").hidden = false;
  lay(row, told);
  return row;
}

function faulty(row, field, fault) {
  const first = row.querySelector(".span input") || row.querySelector(".day-open input");
  row.append(fault);
  [first.id, field.id] = [field.id, `${field.id}-text`];
  row.querySelectorAll(".span input").forEach((each) => each.setAttribute("aria-invalid", "true"));
  row.querySelectorAll(".span input").forEach((each) => each.setAttribute("aria-describedby", fault.id));
}

function week(name, fields) {
  const element = made("week");
  element.querySelector("summary").textContent = fields[0].dataset.weekName;
  element.querySelector(".days").append(...fields.map(day));
  element.open = name === fields[0].form.querySelector("[data-week]").dataset.week || fields.some((each) => each.value);
  return element;
}

/** Monday to Friday are ticked from the start: most offices open alike on them. */
function ask(row) {
  const others = [...row.parentElement.children].filter((each) => each !== row && !each.classList.contains("is-raw"));
  const title = dialog.querySelector("h2");
  title.textContent = title.dataset.says.replace("{day}", days.get(row).dataset.dayName);
  const boxes = others.map((each) => {
    const label = document.createElement("label");
    const box = Object.assign(document.createElement("input"), { type: "checkbox", checked: !/-(sat|sun)$/.test(days.get(each).name) });
    label.append(box, days.get(each).dataset.dayName);
    return [label, box, each];
  });
  dialog.querySelector(".copy-days").replaceChildren(...boxes.map(([label]) => label));
  dialog.onclose = () => {
    if (dialog.returnValue !== "copy") return;
    const chosen = boxes.filter(([, box]) => box.checked).map(([, , each]) => each);
    chosen.forEach((each) => lay(each, spansOf(textOf(row)) || []));
    const names = chosen.map((each) => days.get(each).dataset.dayName).join(", ");
    said.textContent = said.dataset.copied.replace("{day}", days.get(row).dataset.dayName).replace("{days}", names);
    said.classList.remove("visually-hidden");
  };
  dialog.returnValue = "";
  dialog.showModal();
}

function pressed(row, button) {
  const told = spansOf(textOf(row)) || [];
  if (button.matches(".copy")) ask(row);
  else if (button.matches(".add-break")) lay(row, withBreak(told));
  else lay(row, told.filter((_each, index) => spans(row)[index] !== button.closest(".span")));
  const left = spans(row);
  if (!button.isConnected && left.length) left[left.length - 1].querySelector("input").focus();
  else if (!button.isConnected) row.querySelector(".day-open input").focus();
  if (button.matches(".add-break")) left[left.length - 1].querySelector("input").focus();
}

place.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (button) pressed(button.closest(".day"), button);
});
place.addEventListener("change", (event) => {
  const row = event.target.closest(".day");
  if (row.classList.contains("is-raw")) return;
  if (event.target.type === "checkbox") lay(row, event.target.checked ? likeBefore(row) : []);
  else event.target.value = shownTime(event.target.value);
  keep(row);
});

function show(isText) {
  place.hidden = isText;
  table.hidden = !isText;
  const other = toggle.dataset.other;
  if (toggle.hidden) toggle.hidden = false;
  else [toggle.dataset.other, toggle.textContent] = [toggle.textContent, other];
}

function laid() {
  const weeks = new Map();
  for (const field of table.querySelectorAll("[data-week]")) {
    weeks.set(field.dataset.week, [...(weeks.get(field.dataset.week) || []), field]);
  }
  place.append(...[...weeks].map(([name, fields]) => week(name, fields)));
}

/** From the texts to the rows again, and back: what was typed in between holds. */
toggle.addEventListener("click", () => {
  for (const [row, field] of days) {
    if (place.hidden) readAgain(row, field);
    else cells.get(field).prepend(field);
  }
  show(!place.hidden);
});
laid();
show(false);
