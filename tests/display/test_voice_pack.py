"""The shipped clips: nothing missing, nothing left over, all of them playable and as long as they say."""

from __future__ import annotations

import pytest

from queue_app.domain.hall import speech
from tests.display.conftest import VOICE, Screen, make_state, make_voice, pack, shipped

LANGUAGES = ["id", "en"]
DIFFERS_S = 0.03  # between what a pack says and what the browser plays; more would add up over a burst of calls
LENGTHS = """lang => Object.keys(Antrean.boot.voice.packs[lang].clips).reduce((found, name) => {
    const clip = Antrean.clips.of(lang, name);
    found[name] = clip ? clip.duration : null;
    return found;
}, {})"""


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_pack_names_exactly_the_clips_on_disk(lang: str) -> None:
    files = [clip["file"] for clip in pack(lang).values()]

    assert sorted(files) == sorted(path.name for path in (VOICE / lang).glob("*.mp3"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_word_a_call_can_ask_for_has_a_clip_and_every_clip_is_asked_for(lang: str) -> None:
    assert sorted(pack(lang)) == sorted(speech.CLIPS[lang])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_browser_plays_every_clip_as_long_as_the_pack_says(screen: Screen, lang: str) -> None:
    screen.open(make_state(), voice=make_voice(packs=shipped(lang)))
    screen.page.wait_for_function("!Antrean.clips.isLoading()")

    played = screen.page.evaluate(LENGTHS, lang)
    told = {name: clip["seconds"] for name, clip in pack(lang).items()}
    assert {name: abs(played[name] - told[name]) < DIFFERS_S for name in told} == dict.fromkeys(told, True)
