// What the supervisor does, to a service or to an alert: one POST at a time, answered by the new state or by a sentence saying why not.
import { request } from "./request.js";
import { t } from "./texts.js";

/**
 * @param {function(): function(Object): void} question called when something is asked: what it answers takes the state of the answer
 * @param {function({busy: boolean, message: ?string, alertMessage: ?string}): void} onChange
 * @returns {function(string, Object): Promise<boolean>} send(path, body) answers whether it was done
 */
export function makeActions(question, onChange) {
  let busy = false;

  return async function send(path, body) {
    if (busy) return false;
    busy = true;
    onChange({ busy, message: null, alertMessage: null });
    const take = question();
    let answer;
    try {
      answer = (await request(`/supervisor/${path}`, body)) || { accepted: false, message: null };
    } catch {
      // Whether it was done is not known; the live line shows how things stand.
      answer = { accepted: false, message: t("The server did not answer. Look at the list before you try again.") };
    }
    busy = false;
    if (answer.accepted) take(answer.state);
    const place = path.startsWith("alerts/") ? "alertMessage" : "message"; // beside what was pressed
    onChange({ busy, [place]: answer.accepted ? null : answer.message });
    return answer.accepted;
  };
}
