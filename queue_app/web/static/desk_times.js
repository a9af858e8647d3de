// The times of finished tickets: what is said of each, by whom, and what this officer may say. Kept and counted, only not measured.
import { html } from "./vendor/preact-htm.mjs";
import { clockTime, minutes } from "./clock.js";
import { Field, ListDialog } from "./desk_dialog.js";
import { choiceName, choiceOptions, serviceOf } from "./desk_names.js";
import { t } from "./texts.js";

const SAY = {
  doubt: { path: "/counter/mark-time", label: () => t("Mark as not accurate") },
  take_back: { path: "/counter/withdraw-doubt", label: () => t("Take the mark back") },
  dispute: { path: "/counter/dispute-doubt", label: (why) => t("Dispute: {why}", { why }) },
  withdraw: { dialog: "withdraw", label: (why) => t("Withdraw: {why}", { why }) },
};
const PEOPLE = { officer: () => t("marked by the officer"), supervisor: () => t("marked by a supervisor") };

function whose({ why, mine }) {
  if (mine) return t("marked by you");
  return why in PEOPLE ? PEOPLE[why]() : t("system: {why}", { why: choiceName("doubt", why) });
}

function fate({ withdrawn, reason }) {
  if (!withdrawn) return "";
  return reason ? t("withdrawn: {reason}", { reason: choiceName("withdraw", reason) }) : t("taken back");
}

/** All marks of a ticket in one line. @param {MarkTold[]} marks */
export function marksLine(marks) {
  return marks.map((mark) => [whose(mark), mark.disputed && t("disputed"), fate(mark)].filter(Boolean).join(", ")).join(" · ");
}

/** What may be said of a finished ticket's time: each {id, label, path or dialog, body}. */
export function sayings({ leg_id, marks }, mayDoubt) {
  const doubt = mayDoubt ? [{ id: "doubt", label: SAY.doubt.label(), path: SAY.doubt.path, body: { leg_id } }] : [];
  const others = marks.filter(({ may }) => may).map((mark) => ({
    ...SAY[mark.may], id: `${mark.may}-${mark.why}`, label: SAY[mark.may].label(whose(mark)), body: { leg_id, why: mark.why },
  }));
  return [...doubt, ...others];
}

/** A supervisor withdraws another's mark: the reason goes into the log, more words into a note. */
export function Withdraw({ view, hands }) {
  const { number, body } = view.dialog;
  const withdraw = (reason, data) => hands.act("/counter/withdraw-doubt", { ...body, reason: reason.id, text: (data.get("text") || "").trim() }, number);
  return html`<${ListDialog} view=${view} hands=${hands} name="withdraw" isLoose title=${t("Why is the doubt about {number} withdrawn?", { number })}
    about=${t("The reason is kept in the log.")} submit=${t("Withdraw the doubt")} label=${t("Reason")} options=${choiceOptions("withdraw")} onTake=${withdraw}>
    <div class="fields"><${Field} label=${t("Note (may stay empty)")}>
      <input type="text" name="text" maxlength="200" autocomplete="off" data-testid="withdraw-text" /><//></div>
  <//>`;
}

function detailOf({ ended_at, service_s, marks }) {
  const took = service_s === null ? "" : minutes(Math.round(service_s / 60));
  return [t("finished {time}", { time: clockTime(ended_at) }), took, marksLine(marks)].filter(Boolean).join(" · ");
}

/** The last finished tickets; Enter says what the line says. */
export function Times({ view, hands }) {
  const options = view.state.last.flatMap((ticket) => sayings(ticket, ticket.may_doubt).map((say) => ({
    ...say, id: `${ticket.leg_id}-${say.id}`, submit: say.label, label: [ticket.number, say.label, serviceOf(ticket.service_id).name].join(" · "), detail: detailOf(ticket),
  })));
  return html`<${ListDialog} view=${view} hands=${hands} name="times" title=${t("Correct whose time?")}
    about=${t("A time so marked is kept and counted, but left out of the averages. Another's mark stands until a supervisor withdraws it.")}
    submit=${(chosen) => chosen && chosen.submit} options=${options} onTake=${({ path, body }) => hands.act(path, body)} />`;
}
