"""The JSDoc types of the screens' states are those of the Structs, and scripts name no others."""

from __future__ import annotations

import re
from itertools import chain

from docs.write_states import STATES, states
from tests.docs.pages import ROOT

FOLDERS = ("browser", "display/page", "kiosk/page", "queue_app/web/static")
OF_BROWSERS = {"Array", "AudioContext", "Date", "Element", "KeyboardEvent", "Object"}


def typed_in_scripts() -> set[str]:
    """The names of types behind each @param."""
    scripts = chain.from_iterable((ROOT / folder).glob("*.js") for folder in FOLDERS)
    said = [
        each for path in scripts for each in re.findall(r"@param \{(.*?)\}? [\[\w]", path.read_text(encoding="utf-8"))
    ]
    return set(re.findall(r"\b[A-Z]\w+", " ".join(said))) - OF_BROWSERS


def test_the_types_are_what_the_screens_are_made_of_now() -> None:
    is_fresh = STATES.read_text(encoding="utf-8") == states()

    assert is_fresh, "A screen has changed. Write its types anew and commit them: .venv/bin/python -m docs.write_states"


def test_every_screen_says_in_its_script_which_state_it_shows() -> None:
    named = typed_in_scripts()

    known = set(re.findall(r"@typedef \{.*\} (\w+)", STATES.read_text(encoding="utf-8")))
    shown = {"KioskState", "DisplayState", "DeskState", "BoardState", "TicketState", "KnownScreen", "KnownPrinter"}
    assert (named - known, shown - named) == (set(), set())
