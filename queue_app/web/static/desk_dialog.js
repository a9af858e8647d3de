// The one dialog of the counter page: it keeps the focus and gives it back, stays open when the server refuses, and
// never acts on a held key.
import { html, useLayoutEffect, useRef } from "./vendor/preact-htm.mjs";
import { List, useList } from "./desk_list.js";
import { NEXT_STEP } from "./desk_steps.js";
import { t } from "./texts.js";

/**
 * name: for tests and style; title, about: its words; submit: the word on its button, none where there is nothing to do
 * onSubmit(data): FormData of the fields inside; view.message: why the server refused
 */
export function Dialog({ name, title, about, submit, isDanger, view, hands, onSubmit, onKey, children }) {
  const own = useRef(null);
  useLayoutEffect(() => {
    const cameFrom = document.activeElement;
    const box = own.current;
    box.showModal();
    const first = box.querySelector("[autofocus]");
    first?.focus();
    first?.select?.(); // what was scanned gives way to what is typed or scanned next
    return () => {
      box.close(); // while it is open nothing outside it takes the focus
      (cameFrom.isConnected && !cameFrom.matches(".is-off") ? cameFrom : document.querySelector(NEXT_STEP))?.focus();
    };
  }, []);
  // A dialog that has given way to another must not close that one: browsers tell of a close later than they do it.
  const leave = () => { if (own.current !== null) hands.leave(); };
  const onKeyDown = (event) => {
    if (event.key === "Escape") {
      event.preventDefault();
      leave();
      return;
    }
    // A held Enter must neither send twice nor press what comes next; a list has no form's Enter of its own.
    if (event.key === "Enter" && event.repeat) event.preventDefault();
    else if (event.key === "Enter" && event.target.matches("ul") && submit) event.currentTarget.querySelector("form").requestSubmit();
    else if (onKey) onKey(event);
  };
  const send = (event) => {
    event.preventDefault();
    if (view.busy === null && onSubmit) onSubmit(new FormData(event.target));
  };
  return html`<dialog ref=${own} class=${`dialog dialog-${name}`} aria-labelledby="dialog-title" data-testid=${`dialog-${name}`}
    onClose=${leave} onKeyDown=${onKeyDown}>
    <form novalidate onSubmit=${send}>
      <h2 id="dialog-title">${title}</h2>
      ${about && html`<p class="soft">${about}</p>`}
      ${children}
      <div role="alert">${view.message && html`<p class="message" data-testid="message">${view.message.text}</p>`}</div>
      <div class="dialog-foot">
        <button type="button" class="button" data-testid=${`${name}-cancel`} onClick=${hands.leave}>
          ${submit ? t("Cancel") : t("Close")} <kbd aria-hidden="true">Esc</kbd></button>
        ${submit && html`<button type="submit" class=${`button ${isDanger ? "danger" : "primary"}`} data-testid=${`${name}-go`}
          aria-disabled=${String(view.busy !== null)}>${submit} <kbd aria-hidden="true">Enter</kbd></button>`}
      </div>
    </form>
  </dialog>`;
}

/**
 * A dialog that is one list and perhaps fields below it. onTake(option, data); isLoose: a click on an option only chooses it.
 * submit: a word, or what answers it for the chosen option
 */
export function ListDialog({ options, search, typed, empty, label, isLoose, onTyped, onTake, onKey, children, ...dialog }) {
  const list = useList(options, onTyped, typed);
  const take = (option, data = new FormData()) => { if (option && dialog.view.busy === null) onTake(option, data); };
  const submit = typeof dialog.submit === "function" ? dialog.submit(list.chosen) : dialog.submit;
  return html`<${Dialog} ...${dialog} submit=${submit} onSubmit=${(data) => take(list.chosen, data)} onKey=${onKey}>
    <${List} list=${list} label=${label || dialog.title} search=${search} empty=${empty} testid=${dialog.name}
      onTake=${isLoose ? null : take} />
    ${typeof children === "function" ? children(list.chosen) : children}
  <//>`;
}

/** A field with its words before it. */
export function Field({ label, children }) {
  return html`<label class="field"><span>${label}</span>${children}</label>`;
}
