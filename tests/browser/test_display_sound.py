"""What a display really plays, sample by sample: recorded behind its last node and compared with the clips in order."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from queue_app.domain.hall import speech
from queue_app.domain.hall.room import RoomRules
from queue_app.store.hall.tables import Announcement
from tests.browser.conftest import Hall
from tests.factories import make_plan
from tests.people import Person
from tests.served import found, names, open_counter, rows, server, take_number

RULES = RoomRules(languages="id en", repeat=2, slides="")
# Everything that reaches the loudspeaker is written down, with the audio clock's count of its samples.
RECORD = """async () => {
    const context = Antrean.clips.context;
    const source = `registerProcessor("recorder", class extends AudioWorkletProcessor {
        process(inputs) {
            const heard = inputs[0][0];
            if (heard && heard.some(sample => sample !== 0)) { this.port.postMessage([currentFrame, heard.slice()]); }
            return true;
        }
        constructor() {
            super();
            this.port.onmessage = () => this.port.postMessage(null);
        }
    });`;
    await context.audioWorklet.addModule(URL.createObjectURL(new Blob([source], { type: "text/javascript" })));
    const recorder = new AudioWorkletNode(context, "recorder", { channelCount: 1, channelCountMode: "explicit" });
    window.recorded = [];
    window.whole = () => new Promise(done => {
        recorder.port.onmessage = event => event.data === null ? done() : recorded.push(event.data);
        recorder.port.postMessage("is that all?");
    });
    recorder.port.onmessage = event => recorded.push(event.data);
    recorder.connect(new GainNode(context, { gain: 0 })).connect(context.destination);
    const own = AudioNode.prototype.connect;
    AudioNode.prototype.connect = function (to) {
        if (to === context.destination) { own.call(this, recorder); }
        return own.apply(this, arguments);
    };
}"""
# sequence: [language, clip, pause behind it in seconds]. Answers how far the record is from the clips laid in a row.
COMPARE = """sequence => {
    const context = Antrean.clips.context, rate = context.sampleRate;
    const clips = sequence.map(([lang, name]) => Antrean.clips.of(lang, name).getChannelData(0));
    const expected = new Float32Array(sequence.reduce(
        (length, [,, pause_s], place) => length + clips[place].length + Math.round(pause_s * rate), 0));
    let at = 0;
    sequence.forEach(([,, pause_s], place) => {
        expected.set(clips[place], at);
        at += clips[place].length + Math.round(pause_s * rate);
    });
    const first = recorded[0][0] + recorded[0][1].findIndex(sample => sample !== 0);
    const begins = first - expected.findIndex(sample => sample !== 0);
    let off = 0, outside = 0;
    const heard = new Float32Array(expected.length);
    recorded.forEach(([frame, samples]) => samples.forEach((sample, place) => {
        const where = frame + place - begins;
        if (where >= 0 && where < heard.length) { heard[where] = sample; } else if (sample !== 0) { outside += 1; }
    }));
    heard.forEach((sample, place) => { off = Math.max(off, Math.abs(sample - expected[place])); });
    const loudest = heard.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
    return { off, outside, loudest, seconds: heard.length / rate };
}"""


@pytest.fixture
def speaking(browser: Browser, tmp_path: Path) -> Iterator[Hall]:
    url = f"sqlite:///{tmp_path / 'speaking.db'}"
    found(url, replace(make_plan(), room=RULES))
    running = server(tmp_path, url)
    with ExitStack() as stack:
        stack.enter_context(running)
        yield Hall(running, url, names(url), browser, stack)


def sequence(number: str, counter: int) -> list[list[Any]]:
    """Every clip of the announcement in order, with the pause behind it, from the rules alone."""
    clips: list[list[Any]] = [["id", speech.CHIME, speech.PAUSES["chime"]]]
    for _ in range(RULES.repeat):
        for lang in RULES.languages.split():
            for phrase in speech.sentence(number, counter, reading=RULES.reading, lang=lang):
                clips += [[lang, name, speech.PAUSES["word"]] for name in phrase]
                clips[-1][2] = speech.PAUSES["phrase"]
            clips[-1][2] = speech.PAUSES["sentence"]
    return clips


def told_s(hall: Hall) -> float:
    """How long the server has kept the hall for the announcement."""
    (row,) = rows(hall.database_url, Announcement.starts_at, Announcement.ends_at)
    return (row.ends_at - row.starts_at).total_seconds()  # type: ignore[no-any-return]


@pytest.mark.timeout(280)
@pytest.mark.slow("real sound takes real time")
def test_what_is_heard_is_every_clip_in_its_order_without_a_gap(speaking: Hall) -> None:
    display = speaking.display()
    display.evaluate(RECORD)
    number = take_number(Person(speaking.server.url), speaking.names.services["AKTA"])["number"]

    open_counter(speaking.server.url, "joko", speaking.names.counters[2]).post("/counter/call-next")
    display.wait_for_function("Antrean.player.log.length === 1 && Antrean.player.log[0].is_heard", timeout=150_000)
    display.evaluate("whole()")

    compared = display.evaluate(COMPARE, sequence(number, 2))
    assert compared["outside"] == 0
    assert compared["loudest"] > 0.3
    assert compared["off"] < 0.001
    behind_s = speech.PAUSES["announcement"] - speech.PAUSES["sentence"]
    assert abs(told_s(speaking) - compared["seconds"] - behind_s) < 0.2
