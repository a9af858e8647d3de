// The running text at the foot, in the language of now: its lines take turns, or run past slowly. It can be stopped
// (WCAG 2.2.2).
(function () {
  "use strict";
  const Antrean = window.Antrean;
  const beat = Antrean.beat;
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

  let pieces = {}; // of the lines, by language
  let places = {};
  let since_ms = 0;
  let pass_ms = 0;
  let is_paused = false;

  function fits(text) {
    line.textContent = text;
    return line.scrollWidth <= frame.clientWidth + ROUNDED_PX;
  }

  // A line that is too long for the screen takes several turns, parted between words.
  function parted(text) {
    const words = text.split(/\s+/);
    const found = [];
    let piece = "";
    words.forEach(function (word) {
      const longer = piece ? piece + " " + word : word;
      if (piece && !fits(longer)) { found.push(piece + " …"); piece = "… " + word; } else { piece = longer; }
    });
    found.push(piece);
    return found;
  }

  function lines(lang) {
    return room.ticker.filter(function (said) { return said.lang === lang; }).map(function (said) { return said.text; });
  }

  function next(step) {
    const own = pieces[beat.lang()];
    const place = places[beat.lang()] = (places[beat.lang()] + step) % own.length;
    since_ms = Date.now();
    line.textContent = own[place];
  }

  function startMoving() {
    const height = Math.min(window.innerWidth, window.innerHeight);
    line.classList.remove(MOVING);
    line.textContent = lines(beat.lang()).join(BETWEEN);
    line.classList.add(MOVING);
    const way = frame.clientWidth + line.scrollWidth;
    line.style.setProperty("--from", frame.clientWidth + "px");
    line.style.setProperty("--to", -line.scrollWidth + "px");
    line.style.animationDuration = way / (SPEED * height) + "s";
    since_ms = Date.now();
    pass_ms = way / (SPEED * height) * 1000;
  }

  /** Whether a text that runs past has done so since its language's turn came. */
  function isThrough() { return !moves || Date.now() - since_ms >= pass_ms; }

  /** Lay the text out anew, for the size that the screen has now. */
  function lay() {
    line.classList.remove(MOVING);
    if (moves) { startMoving(); return; }
    room.languages.forEach(function (lang) {
      pieces[lang] = [].concat.apply([], lines(lang).map(parted));
      places[lang] = 0;
    });
    next(0);
  }

  /** Show what the language of now has to say next. */
  function show() {
    if (moves) { startMoving(); } else { next(1); }
  }

  /** To be called each second: the next line's turn. */
  function turn() {
    if (moves || is_paused || pieces[beat.lang()].length < 2) { return; }
    if (Date.now() - since_ms >= TURN_MS && beat.left_ms() >= TURN_MS) { next(1); }
  }

  /** Stop the text, or let it go on. */
  function pause(is_now) {
    is_paused = is_now;
    line.style.animationPlayState = is_now ? "paused" : "running";
  }

  window.addEventListener("resize", lay);
  lay();
  Antrean.ticker = { turn: turn, show: show, isThrough: isThrough, pause: pause, lay: lay };
})();
