// The answer takes some seconds: the page is there at once, and the answer comes into it when it is known.
const place = document.getElementById("answer");

async function fill() {
  const response = await fetch(place.dataset.from, { headers: { Accept: "text/html" } });
  if (response.redirected) {
    location.reload(); // the server leads to the sign-in
    return;
  }
  if (!response.ok) throw new TypeError(`server error ${response.status}`);
  place.innerHTML = await response.text(); // of this server alone, escaped by its template
}

if (place) {
  fill()
    .catch(() => {
      place.textContent = place.dataset.failed;
    })
    .finally(() => place.removeAttribute("aria-busy"));
}
