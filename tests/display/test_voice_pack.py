"""The shipped clips: nothing missing, nothing left over, all of them playable."""

from __future__ import annotations

import string

from playwright.sync_api import Page

from tests.display.conftest import ROOT, VOICE, Screen, make_state, pack


def test_the_pack_names_exactly_the_clips_on_disk() -> None:
    files = [clip["file"] for clip in pack().values()]

    assert sorted(files) == sorted(path.name for path in VOICE.glob("*.mp3"))


def test_every_word_a_call_can_ask_for_has_a_clip_and_every_clip_is_asked_for(page: Page) -> None:
    page.add_script_tag(path=ROOT / "display" / "page" / "words.js")

    numbers = [*string.ascii_uppercase, *string.digits]
    calls = [{"number": number, "counter": 1} for number in numbers]
    calls += [{"number": "A1", "counter": counter} for counter in range(2100)]
    asked = page.evaluate("calls => [].concat.apply([], calls.map(Antrean.words.clips))", calls)

    assert sorted(set(asked)) == sorted(pack())


def test_the_browser_decodes_every_clip(screen: Screen) -> None:
    files = {name: clip["file"] for name, clip in pack().items()}
    screen.open(make_state(), voice={"lang": "id", "base": "/display/voice/id/", "repeat": 2, "clips": files})
    screen.page.wait_for_function("count => Antrean.player.ready().length === count", arg=len(files))

    assert sorted(screen.page.evaluate("Antrean.player.ready()")) == sorted(files)
