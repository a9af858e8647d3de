"""The picture of the house is drawn from the house as it stands."""

from __future__ import annotations

from docs.draw_architecture import FLOORS, PICTURE, picture
from docs.rooms import modules, rooms
from tests.docs.pages import ROOT


def test_the_picture_is_what_the_imports_draw_now() -> None:
    is_fresh = PICTURE.read_text(encoding="utf-8") == picture()

    assert is_fresh, "The house has changed. Draw it anew and commit it: .venv/bin/python -m docs.draw_architecture"


def test_every_folder_with_code_stands_on_a_floor() -> None:
    folders = {room.split("/", maxsplit=1)[0] for room in rooms(modules())}

    assert folders - {each for _title, those in FLOORS for each in those} == set()


def test_every_room_of_the_house_is_in_the_page() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    folders = {room.split("/", maxsplit=1)[0] for room in rooms(modules())}

    assert {each for each in folders if f"`{each}`" not in page and f"/{each}`" not in page} == set()
