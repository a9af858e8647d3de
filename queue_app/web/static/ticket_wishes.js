// The citizen's own wishes without a new page: a form is sent once, and what the page then says of wishes is put in place.
(function () {
  "use strict";

  const LATE_AGAIN_MS = 1000; // the server's clock decides when a time is over

  let timer = 0;

  function put(html) {
    const fresh = new DOMParser().parseFromString(html, "text/html").getElementById("wishes");
    const own = document.getElementById("wishes");
    if (!fresh || !own) {
      location.reload();
      return null;
    }
    own.parentNode.replaceChild(document.importNode(fresh, true), own);
    begin();
    return document.getElementById("wish-told");
  }

  function ask(url, sent) {
    return fetch(url, sent).then(function (response) {
      if (!response.ok) throw new Error(String(response.status));
      return response.text();
    });
  }

  function send(event) {
    const form = event.target;
    event.preventDefault();
    const button = form.querySelector("button");
    if (button.disabled) return;
    const body = new URLSearchParams(new FormData(form));
    button.disabled = true;
    ask(form.action, {method: "POST", body: body, credentials: "same-origin"}).then(function (html) {
      const told = put(html);
      if (told && told.textContent) told.focus();
    }).catch(function () {
      button.disabled = false;
      form.submit(); // as without this script: the browser itself says what is wrong
    });
  }

  function again() {
    ask(location.pathname, {credentials: "same-origin", cache: "no-store"}).then(put).catch(begin);
  }

  function begin() {
    const own = document.getElementById("wishes");
    if (!own) return;
    clearTimeout(timer);
    const until = Number(own.getAttribute("data-until")) || 0;
    const left = until - window.Antrean.clock.now();
    document.body.classList.toggle("is-late", left > 0);
    if (until) timer = setTimeout(again, Math.max(0, left) + LATE_AGAIN_MS);
    own.addEventListener("submit", send);
  }

  begin();
}());
