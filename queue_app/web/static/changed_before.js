// What was changed before a page's script was there to see it: on a slow computer, or a page that the browser restored.

const isOther = {
  checkbox: (field) => field.checked !== field.defaultChecked,
  radio: (field) => field.checked !== field.defaultChecked,
  "select-one": (field) => field.selectedIndex !== Math.max([...field.options].findIndex((each) => each.defaultSelected), 0),
  "select-multiple": (field) => [...field.options].some((each) => each.selected !== each.defaultSelected),
};
const isOtherText = (field) => "defaultValue" in field && field.value !== field.defaultValue;

/** The fields of a form that are not as the server sent them. @param {Element} form */
export function changedBefore(form) {
  return [...form.elements].filter((field) => (isOther[field.type] || isOtherText)(field));
}
