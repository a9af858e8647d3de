// The page's embedded data and its texts. The msgid is the English text; an unknown one shows as it is.

/** What the server wrote into the page: lang, texts, office, state, csrf. */
export const boot = JSON.parse(document.getElementById("boot").textContent);

/**
 * The text in the page's language, with {name} replaced by values.name.
 * @param {string} msgid @param {Object<string, string|number>} [values] @returns {string}
 */
export function t(msgid, values = {}) {
  return fill(boot.texts[msgid] || msgid, values);
}

/** A text with {name} replaced by values.name. */
export function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (hole, name) => (name in values ? String(values[name]) : hole));
}
