// One list to choose from, for every dialog: type to filter, arrows or a digit to move, Enter takes, Esc leaves.
import { html, useLayoutEffect, useRef, useState } from "./vendor/preact-htm.mjs";
import { t } from "./texts.js";

/** Options whose label holds every typed word. */
export function matching(options, typed) {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return options.filter(({ label }) => words.every((word) => label.toLowerCase().includes(word)));
}

/**
 * What is typed and which option is chosen: by its id, so that a list that changes meanwhile never puts another one under
 * Enter; once the chosen one is gone, nothing is. onTyped: the options come from elsewhere and are not filtered
 * here. before: what is typed already.
 * @param {Array<{id: *, label: string, key: ?string}>} options
 */
export function useList(options, onTyped = null, before = "") {
  const [typed, setTyped] = useState(before);
  const [chosenId, setChosenId] = useState(options.length > 0 ? options[0].id : null);
  const found = onTyped ? options : matching(options, typed);
  const at = chosenId === null ? Math.min(0, found.length - 1) : found.findIndex(({ id }) => id === chosenId);
  const setPlace = (place) => setChosenId(found[place].id);
  return {
    typed, found, at, chosen: found[at] || null, setPlace,
    type(text) {
      setTyped(text);
      const [first] = onTyped ? [] : matching(options, text);
      setChosenId(first ? first.id : null);
      if (onTyped) onTyped(text);
    },
    /** Moves by arrow or digit; answers whether the key was for the list. */
    move(key, byDigit) {
      const step = { ArrowDown: 1, ArrowUp: -1 }[key];
      const to = step ? (Math.max(at, step < 0 ? 0 : -1) + step + found.length) % found.length : Number(key) - 1;
      const isMine = found.length > 0 && (step !== undefined || (byDigit && to >= 0 && to < found.length));
      if (isMine) setPlace(to);
      return isMine;
    },
  };
}

/**
 * The list and, where it can be long, the field that filters it.
 * list: of useList; label: its name; onTake(option): a click takes at once, without it a click only chooses
 */
export function List({ list, label, search, testid, empty, onTake }) {
  const box = useRef(null);
  const id = `list-${testid}`;
  const active = list.chosen ? `${id}-${list.at}` : null;
  const onKeyDown = (event) => { if (list.move(event.key, !search)) event.preventDefault(); };
  useLayoutEffect(() => box.current.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" }), [list.at]);
  const pick = (option, place) => () => (onTake ? onTake(option) : list.setPlace(place));
  return html`
    ${search && html`<input type="text" role="combobox" autocomplete="off" autofocus maxlength="400" data-testid=${`${testid}-search`}
      aria-label=${search} placeholder=${search} value=${list.typed} aria-expanded="true" aria-controls=${id}
      aria-autocomplete="list" aria-activedescendant=${active} onInput=${({ target }) => list.type(target.value)} onKeyDown=${onKeyDown} />`}
    <ul id=${id} ref=${box} role="listbox" aria-label=${label} tabindex=${search ? -1 : 0} autofocus=${!search}
      aria-activedescendant=${search ? null : active} onKeyDown=${search ? null : onKeyDown}>
      ${list.found.map((option, place) => html`<li key=${option.id} id=${`${id}-${place}`} role="option"
        aria-selected=${String(place === list.at)} data-testid=${`${testid}-choice-${option.id}`} onClick=${pick(option, place)}>
        <span>${option.label}${option.detail && html`<span class="soft detail">${option.detail}</span>`}</span>
        ${(option.key || (!search && place < 9)) && html`<kbd aria-hidden="true">${option.key || place + 1}</kbd>`}</li>`)}
    </ul>
    ${list.at < 0 && html`<p class="soft" role="status">${list.found.length > 0
      ? t("What was chosen is no longer here. Please choose again.") : empty || t("Nothing has this name.")}</p>`}`;
}
