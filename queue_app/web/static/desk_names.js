// What does not change while the page is open: services, counters and choices by their numbers, from the page's boot.
import { boot, fill, t } from "./texts.js";

const services = new Map(boot.services.map((service) => [service.id, service]));

/** A service by its number: {id, name, standard_minutes, requirements, asks_family}; a bare one where the set-up has just changed. */
export function serviceOf(id) {
  return services.get(id) || { id, name: t("Service"), standard_minutes: null, requirements: [] };
}

/** Services as options of a list, without the one that is `not` wanted. */
export function serviceOptions(not = null) {
  return boot.services.filter(({ id, is_open }) => id !== not && is_open !== false).map(({ id, name }) => ({ id, label: name }));
}

/** Why a ticket is called, or would be: in words. */
export function whyOf({ reason, turn }) {
  return fill(boot.reasons[reason] || "", { ...boot.order, turn });
}

/** The choices of a kind (outcome, hold, pause, pick, cancel, doubt, withdraw) as options of a list. */
export function choiceOptions(kind) {
  return boot.choices[kind].map(({ code, label }) => ({ id: code, label }));
}

/** The words for a code of a kind; the code itself where it has none. */
export function choiceName(kind, code) {
  const found = boot.choices[kind].find((choice) => choice.code === code);
  return found ? found.label : code;
}

const AWAY_NAME = {
  break: () => t("On a break"),
  back_office: () => t("Back office"),
};

/** The words for a counter that is not calling, null while it is. */
export function awayName({ status }) {
  return status in AWAY_NAME ? AWAY_NAME[status]() : null;
}
