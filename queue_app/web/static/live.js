// The live line of the signed-in screens, as changes of their view.
import { clockTime } from "./clock.js";
import { boot, t } from "./texts.js";
import { isHandedOver } from "./whose.js";

function withRefusal(rules) {
  return rules && rules.spare ? { ...rules, spare: { ...rules.spare, refused: isHandedOver } } : rules;
}

/**
 * Keep a view's state fresh.
 * @param {"desk"|"board"} room
 * @param {function({state: Object}|{cut: ?string}): void} update `cut` is the sentence to show while cut off, else null
 * @param {Object} [rules] of the line, see browser/line.js
 */
export function openLine(room, update, rules) {
  const screen = {
    state: (state) => update({ state }),
    cut: (since) => update({ cut: since && t("No connection to the server since {time}. Trying again by itself.", { time: clockTime(since) }) }),
    refused: (answer) => { if (!isHandedOver(answer)) update({ cut: answer.message }); },
  };
  return new window.Antrean.Line({ room, office: boot.office.slug, lang: boot.lang, page: boot.csrf }, screen, withRefusal(rules));
}
