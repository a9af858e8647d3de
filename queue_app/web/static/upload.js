// Sends the chosen files one after the other, each as the body of a request, and tells of each what became of it.
// A field with data-upload names the address; with data-parameter the file's name goes with it under that word.
import { isHandedOver } from "./whose.js";

const report = document.getElementById("upload-report");
const MB = 1e6;
const TRIES = 3;
const PAUSE_MS = 1000;
const TROUBLED = 503; // by the server itself, which has taken nothing then

for (const field of document.querySelectorAll("input[data-upload]")) {
  field.addEventListener("change", () => sendAll(field));
  if (field.files.length) sendAll(field); // chosen before this script was there
}

async function sendAll(field) {
  const files = Array.from(field.files);
  report.replaceChildren();
  let failed = 0;
  for (const file of files) {
    failed += (await send(field, file)) ? 0 : 1;
  }
  field.value = "";
  const isNews = new Event("uploaded", { bubbles: true, cancelable: true }); // a page that shows it itself says so
  if (failed === 0) field.dispatchEvent(isNews) && location.reload();
  else if (failed < files.length) report.append(again());
}

/** True when the server has taken the file; else a line says why not. */
async function send(field, file) {
  const line = document.createElement("p");
  report.append(line);
  report.scrollIntoView({ block: "nearest" });
  const limit = Number(report.dataset.limit || Infinity);
  if (file.size > limit * MB) return told(line, false, `${file.name}: ${fill(report.dataset.large, { limit })}`);
  const { status, answer } = await posted(address(field, file), file, (percent) => {
    line.textContent = fill(report.dataset.sending, { name: file.name, percent });
  });
  if (status === 200) return told(line, true, fill(report.dataset.taken, { name: file.name }));
  if (status === 401) location.reload();
  if (isHandedOver(answer)) return false;
  return told(line, false, `${file.name}: ${answer.message || report.dataset.failed}`);
}

/** A file that takes a place of its own may be sent twice, so that a line that fell for a moment costs nobody a press. */
async function posted(path, body, onProgress) {
  for (let tries = 1; ; tries += 1) {
    const answered = await post(path, body, onProgress);
    const isOver = answered.status !== TROUBLED && (answered.status !== 0 || !path.includes("?name="));
    if (isOver || tries === TRIES) return answered;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS * tries));
  }
}

/** fetch() tells nothing of how far an upload has come. */
function post(path, body, onProgress) {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("POST", path);
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.setRequestHeader("Accept", "application/json");
    request.setRequestHeader("X-CSRFToken", report.dataset.csrf);
    request.upload.onprogress = (event) => onProgress(Math.round((100 * event.loaded) / event.total));
    request.onload = () => resolve({ status: request.status, answer: parsed(request.responseText) });
    request.onerror = () => resolve({ status: 0, answer: {} });
    request.send(body);
  });
}

function address(field, file) {
  const name = field.dataset.parameter;
  if (!name) return field.dataset.upload;
  return `${field.dataset.upload}?${name}=${encodeURIComponent(file.name.replace(/\.[^.]*$/, ""))}`;
}

function told(line, isGood, text) {
  line.textContent = text;
  line.className = isGood ? "done" : "faults";
  if (!isGood) line.scrollIntoView({ block: "nearest" }); // the field may be far below
  return isGood;
}

/** A way to see those that were taken, while the others still say why they were not. */
function again() {
  const link = document.createElement("a");
  link.className = "button small";
  link.href = location.pathname;
  link.textContent = report.dataset.again;
  return link;
}

function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (hole, name) => (name in values ? String(values[name]) : hole));
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
