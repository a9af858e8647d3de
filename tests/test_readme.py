"""README stays true: what it says of commands, transitions, files and clips is compared with the program."""

from __future__ import annotations

import argparse
import re
import tomllib
from pathlib import Path

from queue_app.cli import parser
from queue_app.domain.evidence.imported_file import MOST_MB
from queue_app.domain.evidence.imported_row import COLUMNS, OUTCOMES
from queue_app.domain.queue.lifecycle import TRANSITIONS

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_transition_is_in_the_table_and_no_other() -> None:
    rows = re.findall(r"^\| (\w+) \| (\w+) \| (\w+) \|$", README, re.MULTILINE)

    assert set(rows) - {("state", "action", "becomes")} == {
        (str(state), str(action), str(after)) for (state, action), after in TRANSITIONS.items()
    }


def test_every_command_is_in_the_table_and_no_other() -> None:
    named = set(re.findall(r"`antrean ([a-z][a-z-]*)", README))
    subparsers = next(a for a in parser()._actions if isinstance(a, argparse._SubParsersAction))

    assert named == set(subparsers.choices)


def test_the_columns_of_an_import_are_those_that_it_reads() -> None:
    section = README.partition("## The time before")[2].partition("\n## ")[0]
    named = re.findall(r"^\| ([a-z_, ]+) \|", section, re.MULTILINE)[1:]

    assert [name for names in named for name in names.split(", ")] == list(COLUMNS)
    assert [word for word in (*OUTCOMES, f"{MOST_MB} MB") if word not in section] == []


def test_every_linked_file_exists() -> None:
    links = re.findall(r"\]\(([\w./-]+)\)", README)

    assert [link for link in links if not (ROOT / link).exists()] == []


def test_every_make_target_named_exists() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")

    assert [target for target in set(re.findall(r"`make (\w+)`", README)) if f"\n{target}:" not in makefile] == []


def test_the_count_of_clips_is_right() -> None:
    pack = tomllib.loads((ROOT / "display/voice/id/pack.toml").read_text(encoding="utf-8"))

    assert f"{len(pack['clips'])} clips" in README


def test_each_fault_in_the_table_is_played_by_a_test_and_each_test_stands_in_it() -> None:
    section = README.partition("## When something goes wrong")[2].partition("\n## ")[0]
    rows = [row for row in section.splitlines() if row.startswith("| ") and not row.startswith("| fault")]
    named = [re.findall(r"`(tests/[\w/]+\.py)`", row.split(" | ")[-1]) for row in rows]
    files = {ROOT / each for found in named for each in found}

    assert all(named)
    assert {each for each in files if "\ndef test_" not in each.read_text(encoding="utf-8")} == set()
    assert set((ROOT / "tests/faults").glob("test_*.py")) - files == set()
