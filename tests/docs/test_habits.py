"""What is run before a commit is what `make lint` runs."""

from __future__ import annotations

import re

from tests.docs.pages import ROOT


def test_the_hooks_run_what_make_lint_runs() -> None:
    recipe = re.search(r"^lint: .*\n((?:\t.*\n)+)", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    hooks = re.findall(r"entry: (.+)", (ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))

    assert recipe is not None
    assert hooks == [line.strip().replace("$(PY)", ".venv/bin/python") for line in recipe[1].splitlines()]


def test_the_hooks_fetch_nothing() -> None:
    told = (ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8")

    assert set(re.findall(r"repo: (.+)", told)) == {"local"}
    assert set(re.findall(r"language: (.+)", told)) == {"system"}
