"""An office records a voice of its region in the set-up, with no programmer, and hears it at its display."""

from __future__ import annotations

import csv
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Hall
from tests.served import make_administrator, open_counter, take_number


def recordings(list_of_words: Path, folder: Path) -> list[Path]:
    """What somebody speaks who has the list: here espeak-ng stands in, each file named as the list says."""
    lines = list(csv.reader(list_of_words.read_text(encoding="utf-8-sig").splitlines(), delimiter=";"))[1:]
    words = {name: text for name, text in lines if len(name) > len("a.wav") and not name.startswith("counter-")}
    for name, text in words.items():
        subprocess.run(["espeak-ng", "-v", "id", "-w", str(folder / name), text], check=True)
    return [folder / name for name in words]


def spoken(display: Page) -> list[str]:
    """The clips of the last call that was said to its end."""
    display.wait_for_function("Antrean.player.log.some(call => call.is_heard)")
    clips: list[str] = display.evaluate("Antrean.player.log[Antrean.player.log.length - 1].clips")
    return clips


@pytest.mark.timeout(600)
@pytest.mark.slow("thirteen recordings are sent, and a call is spoken in two languages")
def test_a_voice_that_an_office_recorded_is_spoken(hall: Hall, tmp_path: Path) -> None:
    make_administrator(hall.database_url, "tini")
    admin = hall.signed_in("tini", "/admin/voice/jv")
    expect(admin.get_by_test_id("missing")).to_contain_text("sumangga dhateng")
    with admin.expect_download() as download:
        admin.get_by_test_id("words").click()
    files = recordings(download.value.path(), tmp_path)

    admin.get_by_test_id("upload-all").set_input_files(files)
    refused = admin.locator("#upload-report .faults")
    ended = admin.get_by_test_id("complete").or_(refused)  # the page loads anew once all are taken
    expect(ended.first).to_be_visible(timeout=240_000)
    assert refused.all_inner_texts() == []

    admin.goto(f"{hall.server.url}/admin/room")
    admin.locator("select[name=languages]").select_option("id jv")
    admin.get_by_test_id("save").click()
    display = hall.display()
    display.mouse.click(5, 5)
    person = open_counter(hall.server.url, "wati", hall.names.counters[1])
    take_number(person, hall.names.services["KTP"])
    person.post("/counter/call-next")

    said = spoken(display)
    assert [each for each in said if each in ("nomor-antrean", "nomer", "loket")][:4] == [
        "nomor-antrean", "loket", "nomer", "loket",
    ]  # fmt: skip
