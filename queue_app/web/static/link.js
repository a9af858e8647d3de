// The live line of the signed-in screens: join, newest state, beat, cut and healing. Needs the global `io` of socket.io.
import { clockTime, serverNow, setServerNow } from "./clock.js";
import { boot, t } from "./texts.js";

const SILENCE_MS = 25000;
const RETRY = { transports: ["websocket"], reconnectionDelay: 300, reconnectionDelayMax: 3000, randomizationFactor: 0.5 };

/**
 * Keep a screen's state fresh, beginning with boot.state.
 * @param {"desk"|"board"} room
 * @param {function({state: Object, cut: ?string}): void} onChange `cut` is the sentence to show while cut off, else null
 * @returns {{take: function(Object): boolean, ask: function(): void}} take(state) offers a state from elsewhere; false when
 *   it is an older one. ask() brings the state of now, also when nothing has happened
 */
export function openLink(room, onChange) {
  let state = boot.state;
  let cut = null;
  let heardAt = Date.now();
  let seqAtBeat = 0;
  const socket = io(RETRY);
  const show = () => onChange({ state, cut });

  function take(candidate) {
    if (candidate.seq < state.seq) return false;
    replace(candidate);
    return true;
  }

  function replace(candidate) {
    state = candidate;
    setServerNow(state.now);
    show();
  }

  function heard() {
    heardAt = Date.now();
    if (cut === null || !socket.connected) return;
    cut = null;
    show();
  }

  function lost() {
    if (cut !== null) return;
    cut = t("No connection to the server since {time}. Trying again by itself.", { time: clockTime(serverNow()) });
    show();
  }

  function join(receive) {
    socket.emit("join", { room, office: boot.office.slug, lang: boot.lang }, (answer) => {
      if (answer.error) {
        cut = answer.message;
        show();
        return;
      }
      heard();
      receive(answer.state);
    });
  }

  socket.on("connect", () => join(take));
  socket.on("disconnect", lost);
  socket.on("connect_error", lost);
  socket.on("state", (candidate) => {
    heard();
    take(candidate);
  });
  socket.on("beat", (beat) => {
    heard();
    setServerNow(beat.now);
    if (beat.seq > state.seq) join(take);
    if (beat.seq < seqAtBeat) join(replace); // the database was put back: what is shown here is no longer true
    seqAtBeat = state.seq;
  });
  setInterval(() => {
    if (Date.now() - heardAt < SILENCE_MS) return;
    lost();
    heardAt = Date.now();
    socket.disconnect().connect(); // a line that looks open and is silent is dead: only a new one heals it
  }, 1000);

  setServerNow(state.now);
  return { take, ask: () => join(take) };
}
