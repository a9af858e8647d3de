// Rows of a form: one more where they run out, user names from names as they are typed, and sent once.
import { changedBefore } from "./changed_before.js";

const LEAST = 3; // letters, as the server has it
const table = document.querySelector(".several");
const more = document.getElementById("more-rows");
const form = table.closest("form");
const rows = () => Array.from(table.tBodies[0].rows);

more.hidden = false;
more.addEventListener("click", () => addRow().querySelector("input").focus());

function typed(field) {
  if (field.name === "username") field.dataset.own = "1";
  if (field.name === "name") suggest(field);
  const last = rows().at(-1);
  if (last.contains(field) && field.value) addRow();
}

table.addEventListener("input", (event) => typed(event.target));

form.addEventListener("submit", () => {
  for (const button of form.querySelectorAll("[type=submit]")) setTimeout(() => (button.disabled = true));
});
window.addEventListener("pageshow", () => form.querySelectorAll("[type=submit]").forEach((each) => (each.disabled = false)));

/** Proposes what the server would: first name, then first and last, then with a number. */
function suggest(field) {
  const row = field.closest("tr");
  const username = row.querySelector("[name=username]");
  if (!username || username.dataset.own) return;
  const words = ownWords(field.value);
  const others = rows().filter((each) => each !== row).map((each) => each.querySelector("[name=username]").value);
  const taken = new Set([...table.dataset.taken.split(" "), ...others].filter(Boolean));
  const wished = [words[0] || "", `${words[0]}.${words.at(-1)}`, ...Array.from({ length: 40 }, (_, at) => `${words[0]}${at + 2}`)];
  username.value = wished.find((each) => !taken.has(each) || !each).slice(0, username.maxLength);
}

/** The parts of the name by which somebody is called: without titles, and without what only leads to it ("I Wayan"). */
function ownWords(name) {
  const plain = name.split(",")[0].normalize("NFKD").toLowerCase().split(/\s+/);
  const own = plain.filter((word) => !word.endsWith("."));
  const words = (own.join("") ? own : plain).map((word) => word.replace(/[^a-z0-9]/g, "")).filter(Boolean);
  return words.slice(Math.max(0, words.findIndex((word) => word.length >= LEAST)));
}

/** A copy of the last row, empty; nothing more once there are as many as may be sent at once. */
function addRow() {
  const last = rows().at(-1);
  if (rows().length >= Number(table.dataset.most)) return last;
  const row = last.cloneNode(true);
  const number = rows().length + 1;
  for (const each of row.querySelectorAll(".fault")) each.remove();
  for (const field of row.querySelectorAll("input, select")) {
    const label = row.querySelector(`label[for="${field.id}"]`);
    field.id = `${field.name}-${number}`;
    label.htmlFor = field.id;
    label.textContent = label.textContent.replace(/\d+/, number);
    field.removeAttribute("aria-invalid");
    field.removeAttribute("aria-describedby");
    delete field.dataset.own;
    if (field.tagName === "INPUT") field.value = field.dataset.usual || "";
  }
  table.tBodies[0].append(row);
  return row;
}

const before = changedBefore(form).filter((field) => table.contains(field));
for (const name of ["username", "name"]) before.filter((field) => field.name === name).forEach(typed); // a typed one stays
before.filter((field) => field.value).slice(-1).forEach(typed);
