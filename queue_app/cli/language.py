"""In which language a command answers whoever sits at the terminal."""

from __future__ import annotations

import argparse
import os

from queue_app.texts import LANGUAGES, language


def language_option(parser: argparse.ArgumentParser) -> None:
    """Of a command whose answers are read by the people of an office."""
    parser.add_argument(
        "--lang", choices=LANGUAGES, default=_of_terminal(), help="of the answers; else the terminal's own"
    )


def _of_terminal() -> str:
    """English, as of all other commands, where nothing says which."""
    wished = (os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return language(next((each for each in wished if each), "")[:2], "en")
