// The running text at the foot: its lines take turns, or run past slowly. It can be stopped (WCAG 2.2.2).
(function () {
  "use strict";
  const Antrean = window.Antrean;
  const room = Antrean.boot.room;

  const TURN_MS = 9000;
  const SPEED = 60 / 1080; // of the screen's shorter side in a second: 60 pixels at 1080p
  const MOVING = "is-moving";
  const BETWEEN = "     ◆     ";
  const ROUNDED_PX = 1; // Chromium 64 rounds the width of a line and that of what holds it each its own way

  const line = document.getElementById("ticker-line");
  const frame = document.getElementById("ticker");
  const wantsStill = window.matchMedia && window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const moves = room.ticker_moves && !wantsStill;

  let pieces = [];
  let place = 0;
  let since_ms = 0;
  let is_paused = false;

  function fits(text) {
    line.textContent = text;
    return line.scrollWidth <= frame.clientWidth + ROUNDED_PX;
  }

  // A line that is too long for the screen takes several turns, parted between words.
  function parted(said) {
    const words = said.text.split(/\s+/);
    const found = [];
    let piece = "";
    words.forEach(function (word) {
      const longer = piece ? piece + " " + word : word;
      if (piece && !fits(longer)) { found.push(piece + " …"); piece = "… " + word; } else { piece = longer; }
    });
    found.push(piece);
    return found.map(function (text) { return { lang: said.lang, text: text }; });
  }

  function showTurn() {
    since_ms = Date.now();
    line.lang = pieces[place].lang; // a screen reader speaks each line in its own language
    line.textContent = pieces[place].text;
  }

  function startMoving() {
    const height = Math.min(window.innerWidth, window.innerHeight);
    line.removeAttribute("lang");
    line.textContent = "";
    room.ticker.forEach(function (said, index) {
      const part = document.createElement("span");
      part.lang = said.lang;
      part.textContent = (index ? BETWEEN : "") + said.text;
      line.appendChild(part);
    });
    line.classList.add(MOVING);
    const way = frame.clientWidth + line.scrollWidth;
    line.style.setProperty("--from", frame.clientWidth + "px");
    line.style.setProperty("--to", -line.scrollWidth + "px");
    line.style.animationDuration = way / (SPEED * height) + "s";
  }

  /** Lay the text out anew, for the size that the screen has now. */
  function lay() {
    line.classList.remove(MOVING);
    if (moves) { startMoving(); return; }
    pieces = [].concat.apply([], room.ticker.map(parted));
    place = 0;
    showTurn();
  }

  /** To be called each second: the next line's turn. */
  function turn() {
    if (moves || is_paused || pieces.length < 2 || Date.now() - since_ms < TURN_MS) { return; }
    place = (place + 1) % pieces.length;
    showTurn();
  }

  /** Stop the text, or let it go on. */
  function pause(is_now) {
    is_paused = is_now;
    line.style.animationPlayState = is_now ? "paused" : "running";
  }

  window.addEventListener("resize", lay);
  lay();
  Antrean.ticker = { turn: turn, pause: pause, lay: lay };
})();
