// The officer's actions as POSTs: one at a time, each answered by what became of the counter or by a sentence saying why not.
import { request } from "./request.js";
import { t } from "./texts.js";

const RETRY_MS = 2000;
const SETTLE_MS = 400; // the live line brings the new state within a few milliseconds
const LOOK_MS = 10;

/**
 * @param {function(): function(Object): void} question called when a state is asked for: what it answers takes it
 * @param {function(string, Object): boolean} shows whether the screen already shows what the answer to a path says
 * @param {function({busy: ?string, message: ?{text: string, tone: string}}): void} onChange busy is the path in flight
 * @param {function(Object): {text: string, tone: string}} refusal the words for an answer that refuses
 * @returns {{send: function(string, Object=): Promise<?Object>, find: function(string): Promise<Array<Object>>,
 *   tell: function(string, "good"|"calm"|"refused"): void, clear: function(): void}}
 *   send answers what the server said when it did it, else null
 */
export function makeActions(question, shows, onChange, refusal) {
  let busy = null;
  let message = null;
  const show = () => onChange({ busy, message });

  async function heal() {
    const take = question();
    try {
      const answer = await request("/counter/state");
      busy = null;
      if (answer === null) return;
      if (answer.state) take(answer.state);
      message = answer.accepted
        ? { text: t("The connection is back. This is how things stand now."), tone: "good" }
        : refusal(answer);
      show();
    } catch {
      setTimeout(heal, RETRY_MS);
    }
  }

  async function refresh() {
    const take = question();
    const answer = await request("/counter/state");
    if (answer && answer.state) take(answer.state);
  }

  /** Waits for the live line to bring what was done; where it does not, asks. */
  async function settle(path, answer) {
    const until = Date.now() + SETTLE_MS;
    while (!shows(path, answer) && Date.now() < until) await new Promise((done) => { setTimeout(done, LOOK_MS); });
    if (!shows(path, answer)) await refresh();
  }

  async function send(path, body = {}) {
    if (busy !== null) return null;
    busy = path;
    message = null;
    show();
    try {
      const answer = await request(path, body);
      if (answer === null) return null;
      if (answer.accepted) await settle(path, answer);
      else await refresh(); // refused: what the screen shows may be old
      busy = null;
      message = answer.accepted ? null : refusal(answer);
      show();
      return answer.accepted ? answer : null;
    } catch {
      // Whether the server did it is not known, so nothing is sent again: the state it has will tell.
      tell(t("The server did not answer. Waiting for it, to see whether this was done."), "refused");
      setTimeout(heal, RETRY_MS);
      return null;
    }
  }

  async function find(typed) {
    try {
      const answer = await request(`/counter/search?q=${encodeURIComponent(typed)}`);
      if (answer && answer.accepted) return answer.tickets;
      if (answer) tell(answer.message, "refused");
    } catch {
      tell(t("The server did not answer."), "refused");
    }
    return [];
  }

  function tell(text, tone) {
    message = { text, tone };
    show();
  }

  function clear() {
    message = null;
    show();
  }

  return { send, find, tell, clear };
}
