"""antrean ticket."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from queue_app.cli.address import phone_base
from queue_app.cli.office import office_called, open_desk, short_name
from queue_app.config import Config
from queue_app.printing import sample
from queue_app.texts import DEFAULT, LANGUAGES


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--preview", type=Path, required=True, metavar="FILE.png", help="picture to write")
    parser.add_argument(
        "--office", type=short_name, metavar="SLUG", help="which office; the only one is known by itself"
    )
    parser.add_argument("--paper", type=int, choices=[58, 80], help="in mm, instead of printing.paper_width_mm")
    parser.add_argument(
        "--lang", choices=LANGUAGES, default=DEFAULT, help=f"the citizen's language (default: {DEFAULT})"
    )
    parser.set_defaults(command=_draw)


def _draw(config: Config, arguments: argparse.Namespace) -> int:
    width_mm = arguments.paper or config.printing.paper_width_mm
    with open_desk(config) as desk:
        picture = sample.of_office(
            desk, office_called(desk, arguments.office), lang=arguments.lang, paper_width_mm=width_mm,
            link_base=phone_base(config), files_dir=Path(config.server.files_dir),
        )  # fmt: skip
    arguments.preview.write_bytes(picture)
    sys.stdout.write(f"{arguments.preview}\n")
    return 0


COMMANDS = {"ticket": _options}
