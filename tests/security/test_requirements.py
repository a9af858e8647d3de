"""What is installed is what was looked at: pinned, with its hash, under terms that are told."""

from __future__ import annotations

import re
import tomllib
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
LISTS = sorted(ROOT.glob("requirements*.txt"))
# What a package says of its terms -> the name of them in THIRD-PARTY.md.
FAMILIES = {
    "MIT": r"\bMIT\b|MIT License", "BSD": r"\bBSD\b", "Apache-2.0": r"Apache", "MIT-CMU": r"MIT-CMU|HPND",
    "LGPL-3.0": r"LGPL|Lesser General", "MPL-2.0": r"MPL|Mozilla", "PSF": r"PSF|Python Software", "ISC": r"ISC",
    "Zlib": r"[Zz]lib", "Unlicense": "Unlicense", "ZPL": r"ZPL|Zope",
}  # fmt: skip


def pins(file: Path) -> dict[str, list[str]]:
    """Package -> its hashes."""
    found: dict[str, list[str]] = {}
    for line in file.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith((" ", "#")):
            name = line.split("==")[0] if "==" in line else line
            found[name.split("[")[0]] = [] if "==" in line else ["not pinned"]
        elif "--hash=sha256:" in line:
            found[next(reversed(found))] += re.findall(r"sha256:([0-9a-f]{64})\b", line)
    return found


def test_there_are_lists_to_look_at() -> None:
    assert [file.name for file in LISTS] == [
        "requirements-audit.txt", "requirements-build.txt", "requirements-dev.txt", "requirements.txt",
    ]  # fmt: skip


@pytest.mark.parametrize("file", LISTS, ids=lambda file: file.name)
def test_every_package_is_pinned_with_its_hash(file: Path) -> None:
    found = pins(file)

    assert len(found) > 1
    assert [name for name, hashes in found.items() if not hashes or "not pinned" in hashes] == []


@pytest.mark.parametrize("file", LISTS, ids=lambda file: file.name)
def test_no_list_names_where_packages_come_from(file: Path) -> None:
    lines = file.read_text(encoding="utf-8").splitlines()

    assert [
        line for line in lines if "://" in line or line.startswith(("--index", "--extra-index", "--find", "-i"))
    ] == []


def test_what_the_program_asks_for_and_its_extras_are_in_the_lists() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = [re.split(r"[\[<>=!; ]", each)[0].lower() for each in project["dependencies"]]
    extras = [re.split(r"[\[<>=!; ]", each)[0] for extra in project["optional-dependencies"].values() for each in extra]

    assert sorted(set(needed) - set(pins(ROOT / "requirements.txt"))) == []
    assert sorted(set(extras) - set(pins(ROOT / "requirements-dev.txt"))) == []


def terms_of(package: str) -> str:
    """What the installed package says, most exact first."""
    told: Any = metadata.metadata(package)
    classifiers = [each for each in told.get_all("Classifier") or [] if each.startswith("License ::")]
    return told.get("License-Expression") or " ".join(classifiers) or (told.get("License") or "")[:60]


def test_the_terms_of_every_package_are_told() -> None:
    told = (ROOT / "THIRD-PARTY.md").read_text(encoding="utf-8")
    names = {*pins(ROOT / "requirements.txt"), "authlib", "joserfc", "pywebpush", "requests"}
    installed = {each.metadata["Name"].lower().replace("_", "-").replace(".", "-") for each in metadata.distributions()}
    unknown = {}
    for name in sorted({each.replace(".", "-") for each in names} & installed):
        families = [family for family, words in FAMILIES.items() if re.search(words, terms_of(name))]
        if not [family for family in families if family in told]:
            unknown[name] = terms_of(name)

    assert unknown == {}
