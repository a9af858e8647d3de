// Who booked a time checks in here: by typing the code, or by any scanner that types as a keyboard does.
(function (kiosk) {
  "use strict";

  const html = htmPreact.html;
  const t = kiosk.t;

  const LETTERS = ["23456789", "ABCDEFGH", "JKMNPQRS", "TUVWXYZ"]; // as domain/citizen/booking/codes.py has them
  const LENGTH = 8;
  const HALF = 4;
  const GAP_MS = 80; // a scanner leaves less between two keys, a hand more
  const LEAST = 6; // keys of a burst that is no hand's

  kiosk.entries.push(function (_state, boot) {
    if (!boot.booking) return null;
    return html`<button key="booking" type="button" class="tile" data-do="checkin" data-testid="booking">
      <span class="tile-text"><span class="tile-name">${t("I have booked a time")}</span><span class="soft">${t("Check in with your code")}</span></span>
    </button>`;
  });

  /** The code with one more letter; any other key changes nothing. */
  function withLetter(code, key) {
    const letter = key.toUpperCase();
    return code.length < LENGTH && letter.length === 1 && LETTERS.join("").indexOf(letter) >= 0 ? code + letter : code;
  }

  /**
   * What the buttons and keys of the code do. @param {Object} state of the kiosk
   * @param {{go: function, set: function, arrive: function(string)}} does what the kiosk does
   */
  kiosk.checkIn = function (state, does) {
    function rub() { does.set({code: state.code.slice(0, -1)}); }
    function add(key) { does.set({code: withLetter(state.code, key)}); }
    return {
      actions: {
        checkin: function () { does.go("checkin", {code: ""}); },
        letter: add,
        rub: rub,
        arrive: function () { if (state.code.length === LENGTH) does.arrive(state.code); }
      },
      type: function (event) {
        if (event.key === "Backspace") rub();
        else if (event.key !== "Enter") add(event.key);
      }
    };
  };

  function half(code, from) {
    let shown = "";
    for (let place = from; place < from + HALF; place += 1) shown += code[place] || "·";
    return shown;
  }

  function key(letter) {
    return html`<button type="button" class="button code-key" data-do="letter" data-value=${letter} translate="no" data-testid=${"key-" + letter}>${letter}</button>`;
  }

  // The last row has room for one key more.
  function row(letters) {
    return html`<div class="code-row">${letters.split("").map(key)}${letters.length < LENGTH
      ? html`<button type="button" class="button code-key" data-do="rub" aria-label=${t("Delete a letter")} data-testid="rub">←</button>`
      : null}</div>`;
  }

  /** The screen on which the code is typed. */
  kiosk.screens.checkin = function (state, boot) {
    return html`<main key="checkin" data-screen="checkin" class="checkin" data-testid="checkin">
      <div class="intro">${boot.booking_qr ? html`<p class="book-here" data-testid="book-here"><img src=${boot.booking_qr} width="96" height="96" alt="" /><span>${t("No booking yet? Scan this with your phone to book a time for another day.")}</span></p>` : null}${kiosk.title(t("Type the code of your booking"))}<p class="lead">${t("Or hold the code on your phone under the scanner.")}</p></div>
      <div class="body">
        <p class="code-shown" role="status" translate="no" data-testid="code">${half(state.code, 0) + " – " + half(state.code, HALF)}</p>
        <div class="code-keys">${LETTERS.map(row)}</div>
      </div>
      <div class="steps">
        <button type="button" class="button big" data-do="home" data-testid="back">${"← " + t("Back")}</button>
        <button type="button" class="button primary big next" data-do="arrive" data-testid="arrive" disabled=${state.code.length < LENGTH}>${t("Check in")}</button>
      </div>
    </main>`;
  };

  /** Why there is no number for this code, in the server's words. */
  kiosk.screens.unbooked = function (state) {
    return html`<main key="unbooked" data-screen="unbooked" class="middle" data-testid="unbooked">
      <div class="intro">${kiosk.title(t("You cannot check in with this code now"))}</div>
      <div class="body"><p class="lead message" role="alert" data-testid="unbooked-why">${state.message || t("Please ask an officer for help.")}</p></div>
      <div class="steps">
        <button type="button" class="button big" data-do="checkin" data-testid="again">${t("Type it again")}</button>
        <button type="button" class="button primary big next" data-do="home" data-testid="to-start">${t("Take a number instead")}</button>
      </div>
    </main>`;
  };

  /** Keys that come as fast as a scanner's, up to its Enter. @param {function(string)} told of the text */
  kiosk.hearScans = function (told) {
    let text = "";
    let at = -Infinity;
    document.addEventListener("keydown", function (event) {
      const isClose = event.timeStamp - at < GAP_MS;
      if (event.key === "Enter" && isClose && text.length >= LEAST) {
        event.preventDefault();
        told(text);
      }
      if (event.key.length === 1) text = isClose ? text + event.key : event.key;
      else if (event.key !== "Shift") text = "";
      if (event.key !== "Shift") at = event.timeStamp;
    });
  };
})(window.kiosk = window.kiosk || {});
