"""Pages that stay on a wall for ten years: nothing in them that a browser of 2019 does not know."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.display.conftest import ROOT
from tests.display.old_browsers import in_script, in_style

STATIC = ROOT / "queue_app" / "web" / "static"
SCRIPTS = sorted([
    *ROOT.glob("browser/*.js"), *ROOT.glob("display/page/*.js"), *ROOT.glob("kiosk/page/*.js"),
    *(STATIC / f"{name}.js" for name in ("pairing", "ticket")), STATIC / "vendor" / "preact-htm.js",
])  # fmt: skip
STYLES = sorted([
    *ROOT.glob("display/page/*.css"), *ROOT.glob("display/themes/*/*.css"), *ROOT.glob("kiosk/page/*.css"),
    *(STATIC / f"{name}.css" for name in ("tokens", "base", "pairing")),
])  # fmt: skip
NEW_SCRIPT = [
    "a?.b", "a?.()", "a?.[0]", "a ?? b", "a ??= b", "a ||= b", "a &&= b", "a ** b", "a **= 2",
    "async function f() {}",
    "async () => 1", "await f", "for await (const a of b) {}", "({ ...a })", "const { b, ...c } = a",
    "import a from 'b'",
    "import('b')", "import.meta.url", "export const a = 1", "try {} catch {}", "class A { b = 1 }",
    "class A { #b = 1 }",
    "class A { static {} }", "1_000", "1n", "/a/s", "/(?<=a)b/", "f(a,)", "function f(a,) {}", "a.includes(b)",
    "a.padStart(2)", "Object.values(a)", "Object.entries(a)", "a.finally(f)", "a.flatMap(f)", "a.at(-1)",
    "a.replaceAll(b, c)", "globalThis.a", "structuredClone(a)", "node.append(b)", "node.replaceChildren()",
    "document.querySelectorAll('a').forEach(f)", "new AudioWorkletNode(a, b)", "new ResizeObserver(f)",
    "crypto.randomUUID()", "let a = ;",
]  # fmt: skip
OLD_SCRIPT = """
(function () {
  "use strict";
  const { a, b } = f({ a: 1, b }), c = [...a], at = a.at, entries = a.entries;
  class D extends E { constructor() { super(); } }
  for (const d of c) { if (d === `x${a}`) { continue; } }
  let g = (h, i = 1, ...j) => new Map([[h, i]]);
  try { g(); } catch (error) { /* as in 2015 */ } finally { g(1, 2); }
  const all = [].slice.call(document.querySelectorAll("a")), k = /a+/gi;
})();
"""
NEW_STYLE = [
    "a { display: flex; gap: 1vh; }", "a { row-gap: 1px; }", "a { inset: 0; }", "a { aspect-ratio: 16 / 9; }",
    "a { display: grid; }", "a { grid-template-columns: 1fr; }", "a { width: min(1px, 2vw); }",
    "a { font-size: clamp(1px, 2vw, 3px); }", "a { position: sticky; }", "a { margin-inline: 1px; }",
    "a { height: 100dvh; }", "a { color: rgb(0 0 0 / 50%); }", "a { color: #12345678; }", "a { translate: 1px; }",
    "a:is(b, c) { color: red; }", "a:where(b) { color: red; }", "a:has(b) { color: red; }",
    "a:focus-visible { color: red; }", "a:not(b, c) { color: red; }", "@layer a { b { color: red; } }",
    "@container (min-width: 1px) { a { color: red; } }", "@media (width >= 1px) { a { color: red; } }",
    "a { &:hover { color: red; } }",
]  # fmt: skip
OLD_STYLE = """
a { -webkit-appearance: none; appearance: none; font-size: 20px; font-size: max(20px, 2vh); }
@font-face { font-family: "A"; src: url("a.woff2"); }
:root { --a: #fff; }
.a > b:not(.c)::before, a:focus:not(:focus-visible) { color: var(--a); width: calc(1px + 2vw); text-wrap: balance; }
@media (orientation: portrait) and (max-aspect-ratio: 3/2) { a { display: flex; color: rgba(0, 0, 0, .6); } }
@keyframes x { from { transform: translateX(1px); } }
"""


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("planted", NEW_SCRIPT)
def test_a_newer_form_in_a_script_is_found(planted: str) -> None:
    assert in_script(f"f();\n{planted};\n") != []


@pytest.mark.parametrize("planted", NEW_STYLE)
def test_a_newer_form_in_a_style_is_found(planted: str) -> None:
    assert in_style(f"a {{ color: red; }}\n{planted}\n") != []


def test_what_browsers_of_2015_knew_passes() -> None:
    assert (in_script(OLD_SCRIPT), in_style(OLD_STYLE)) == ([], [])


def test_what_is_too_new_is_told_with_its_line() -> None:
    assert in_script("f();\nconst a = b ?? c;\n") == ["2: b ?? c"]


@pytest.mark.parametrize("script", SCRIPTS, ids=name)
def test_a_page_script_is_es2015(script: Path) -> None:
    assert in_script(script.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("style", STYLES, ids=name)
def test_a_page_style_needs_no_newer_browser(style: Path) -> None:
    assert in_style(style.read_text(encoding="utf-8")) == []
