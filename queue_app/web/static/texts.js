// The page's embedded data and its texts, as modules take them: what browser/page.js made of them.
const { boot, fill, t } = window.Antrean;

export { boot, fill, t };
