"""A picture of every screen: `python -m tests.browser.screenshots [NAME ...]` writes them to screenshots/.

Six of them are made small for README, in pictures/; those of the manual are taken apart, into pictures/manual/.

All of them in Indonesian, the main ones in English, too. With names only those parts: counter, admin, ...
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.browser import (
    pictures_board,
    pictures_counter,
    pictures_display,
    pictures_hall,
    pictures_kiosk,
    pictures_manual,
    pictures_paper,
    pictures_readme,
    pictures_room,
    pictures_setup,
    pictures_training,
)
from tests.browser.lived_in import empty_office, lived_in_office
from tests.browser.pictures import FOLDER, Camera
from tests.servers.chromium import running_chromium

Part = Callable[[Camera], None]
PARTS: dict[str, Part] = {  # in this order: the last ones leave the office closed, and its screens unpaired
    "room": pictures_room.rooms,  # first: each browser is one screen more in the list of equipment
    "kiosk": pictures_kiosk.kiosk,
    "open_pages": pictures_hall.open_pages,
    "supervisor": pictures_board.supervisor,
    "history": pictures_board.history,
    "paper": pictures_paper.paper_page,
    "display": pictures_display.display,  # before the counters call much that would be spoken first
    "counter": pictures_counter.counter,
    "citizen": pictures_hall.citizen,
    "closing": pictures_board.closing,
    "preview": pictures_board.preview,
    "training": pictures_training.training,
    "records": pictures_setup.records,
    "admin": pictures_setup.admin,
    "manual": pictures_manual.manual,
    "closed_office": pictures_hall.closed_office,
    "pairing": pictures_setup.pairing,
}
BEFORE_IT_IS_FOUNDED: dict[str, Part] = {
    "wizard": pictures_setup.wizard,
    "founding": pictures_manual.founding,
    "first_steps": pictures_setup.first_steps,  # last: it founds the office
}


def main(wanted: list[str]) -> int:
    """Writes the pictures; answers the exit status."""
    FOLDER.mkdir(exist_ok=True)
    if not wanted:
        for old in FOLDER.glob("*.png"):
            old.unlink()
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder, running_chromium() as browser:
        with lived_in_office(Path(folder)) as office:
            take(PARTS, Camera(office, browser), wanted)
        with empty_office(Path(folder)) as office:
            take(BEFORE_IT_IS_FOUNDED, Camera(office, browser), wanted)
    pictures_readme.write()
    print(f"{len(list(FOLDER.glob('*.png')))} pictures in {time.monotonic() - began:.0f} s")
    return 0


def take(parts: dict[str, Part], camera: Camera, wanted: list[str]) -> None:
    for name, part in parts.items():
        if not wanted or name in wanted:
            part(camera)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
