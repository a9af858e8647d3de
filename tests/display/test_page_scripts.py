"""Scripts that TVs and kiosks of 2017 run: nothing newer than ES2015, since one such sign leaves the screen blank."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.display.conftest import ROOT

SCRIPTS = sorted([*ROOT.glob("display/page/*.js"), *ROOT.glob("kiosk/page/*.js")])
COMMENT = re.compile(r"/\*.*?\*/|(?<![:\"'])//[^\n]*", re.DOTALL)
TOO_NEW = {
    "a?.b": r"\?\.[^0-9]",
    "a ?? b": r"\?\?",
    "async f": r"\basync\b",
    "await f": r"\bawait\b",
    "{...a}": r"\{\s*\.\.\.",
    "import a": r"^\s*import\b|\bimport\(",
    "export a": r"^\s*export\b",
    "a.padStart(2)": r"\.pad(Start|End)\(",
    "a.includes(b)": r"\.includes\(",
    "Object.values(a)": r"\bObject\.(values|entries|fromEntries)\b",
    "a ** b": r"\*\*",
    "try {} catch {}": r"\bcatch\s*\{",
    "a.finally(f)": r"\.finally\(",
    "a.flatMap(f)": r"\.(flat|flatMap|at|replaceAll|matchAll)\(",
    "querySelectorAll('a').forEach(f)": r"querySelectorAll\([^)]*\)\.forEach",
    "globalThis.a": r"\bglobalThis\b",
    "a.append(b)": r"\.(append|prepend|replaceChildren|replaceWith)\(",
}


def too_new(source: str) -> list[str]:
    code = COMMENT.sub("", source)
    return [sample for sample, pattern in TOO_NEW.items() if re.search(pattern, code, re.MULTILINE)]


@pytest.mark.parametrize("sample", TOO_NEW)
def test_each_newer_form_is_recognised(sample: str) -> None:
    assert too_new(sample) == [sample]


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.relative_to(ROOT).as_posix())
def test_a_page_script_uses_nothing_newer_than_es2015(script: Path) -> None:
    assert too_new(script.read_text(encoding="utf-8")) == []
