"""The manual says the same in both languages, names only what there is, and fits on twelve pages."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

import pytest

from docs.print_manual import MANUAL, manual, parsed, size_of
from queue_app.cli import parser
from queue_app.texts import translate
from tests.docs.pages import ROOT
from tests.offices import Office
from tests.web.visitors import make_site

LANGUAGES = ("id", "en")
TEXTS = {lang: (MANUAL / f"{lang}.md").read_text(encoding="utf-8") for lang in LANGUAGES}
PICTURES = sorted((ROOT / "pictures" / "manual").glob("*.png"))
MOST_PAGES, MOST_BYTES, WIDTH = 12, 90_000, 800
each_language = pytest.mark.parametrize("lang", LANGUAGES)


def codes(lang: str) -> list[str]:
    """What stands in backticks."""
    return re.findall(r"`([^`]+)`", TEXTS[lang])


def words_of_screens(lang: str) -> list[str]:
    return re.findall(r"\*\*([^*]+)\*\*", TEXTS[lang])


def test_both_languages_have_the_same_parts_in_the_same_order() -> None:
    kinds = {
        lang: [(kind, parts[0] if kind in {"heading", "step"} else "") for kind, parts in parsed(TEXTS[lang])]
        for lang in LANGUAGES
    }

    assert kinds["id"] == kinds["en"]


def test_both_languages_name_the_same_things() -> None:
    named = {lang: [re.sub(r"<\w+>", "<>", code) for code in codes(lang)] for lang in LANGUAGES}

    assert named["id"] == named["en"]


def test_every_word_of_a_screen_is_what_the_screen_says() -> None:
    words = words_of_screens("en")

    assert [said(each) for each in words] == words_of_screens("id")


def said(msgid: str) -> str:
    """In Indonesian. Where a year follows, the manual leaves it out."""
    return next(
        (text for each in (msgid, f"{msgid} {{year}}") if (text := translate("id", each)) != each), msgid
    ).replace(" {year}", "")


def test_every_key_does_what_stands_behind_it() -> None:
    steps = (ROOT / "queue_app/web/static/desk_steps.js").read_text(encoding="utf-8")
    known = set(re.findall(r'key: "([^"]+)", label: "([^"]+)"', steps))

    assert set(re.findall(r"`([^` ]{1,7})` \*\*([^*]+)\*\*", TEXTS["en"])) - known == set()


@each_language
def test_every_address_is_one_of_the_program(lang: str, office: Office, tmp_path: Path) -> None:
    ways = make_site(office, tmp_path).app.url_map.bind("localhost")
    paths = [re.sub(r"<\w+>", "uji", code) for code in codes(lang) if re.fullmatch(r"/[\w/<>-]+", code)]

    assert len(paths) > 20
    assert [path for path in paths if not ways.test(path, method="GET")] == []


@each_language
def test_every_command_and_option_is_there(lang: str) -> None:
    commands = next(a for a in parser()._actions if isinstance(a, argparse._SubParsersAction)).choices
    named = [code.split() for code in codes(lang) if code.startswith("antrean ")]
    lacking = [words for words in named if words[1] not in commands or not has_options(commands[words[1]], words[2:])]

    assert lacking == []


def has_options(command: argparse.ArgumentParser, words: list[str]) -> bool:
    return {word for word in words if word.startswith("--")} <= set(command._option_string_actions)


@each_language
def test_every_make_target_is_there(lang: str) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")

    assert [code for code in codes(lang) if code.startswith("make ") and f"\n{code[5:]}:" not in makefile] == []


@each_language
@pytest.mark.slow("the whole manual, printed")
def test_it_fits_on_twelve_pages(lang: str) -> None:
    pages = re.findall(rb"/Type /Page\b", manual(lang))

    assert 0 < len(pages) <= MOST_PAGES


def test_pictures_are_small_and_each_is_shown() -> None:
    shown = {Path(each).name for lang in LANGUAGES for each in re.findall(r"\]\(([^)]+\.png)\)", TEXTS[lang])}

    assert shown == {path.name for path in PICTURES}
    assert [path.name for path in PICTURES if path.stat().st_size > MOST_BYTES or size_of(path)[0] != WIDTH] == []
