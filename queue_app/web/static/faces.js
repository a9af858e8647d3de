/** The kiosk's button as the form of a group has it now. */
const form = document.querySelector("form.set-up");
const face = document.querySelector(".face");
const button = face.querySelector(".face-button");
const drawing = face.querySelector(".pictogram");

function show() {
  const { pictogram, hue } = Object.fromEntries(new FormData(form));
  const name = form.elements[`name_${document.documentElement.lang}`] || form.elements.name_id;
  button.className = hue ? `face-button hue-${hue}` : "face-button";
  button.querySelector("strong").textContent = name.value;
  drawing.toggleAttribute("hidden", !pictogram);
  drawing.querySelector("use").setAttribute("href", `${face.dataset.pictograms}#${pictogram}`);
  face.querySelector("b").hidden = Boolean(pictogram);
}

form.addEventListener("input", show);
face.hidden = false;
show();
