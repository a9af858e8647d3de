// One question to the server from a signed-in page, and its answer.
import { boot } from "./texts.js";
import { isHandedOver } from "./whose.js";

const TIMEOUT_MS = 10000;

/**
 * A POST where there is a body. Throws where nothing was answered or the server failed: whether it was done is not known then.
 * @returns {Promise<?Object>} the answer with `accepted`, whether it was done; null once the session has ended or is another person's
 */
export async function request(path, body) {
  const headers = { Accept: "application/json", "Content-Type": "application/json", "X-CSRFToken": boot.csrf };
  const post = body && { method: "POST", body: JSON.stringify(body) };
  const response = await fetch(window.Antrean.here(path), { headers, ...post, signal: AbortSignal.timeout(TIMEOUT_MS) });
  if (response.status === 401 || response.redirected) {
    location.reload(); // the server leads to the sign-in
    return null;
  }
  if (response.status >= 500) throw new TypeError(`server error ${response.status}`);
  const answer = await response.json();
  return isHandedOver(answer) ? null : { accepted: response.ok, ...answer };
}
