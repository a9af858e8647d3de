"""The voice: one call after another, and a turn on the screen even where there is no sound."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.display.conftest import Screen, Site, call, make_announcement, make_state, make_voice, shipped
from tests.servers.chromium import ARGUMENTS, program
from tests.servers.waiting import PATIENCE_S

SOUND_LOCKED = "--autoplay-policy=document-user-activation-required"  # the last one given counts
FIRST_CALL = "chime nomor-antrean a nol nol satu silakan-menuju loket dua"
SECOND_CALL = "chime nomor-antrean f nol satu empat silakan-menuju loket dua belas"
PLAYED = """() => {
    const own = AudioBufferSourceNode.prototype.start;
    window.played = 0;
    AudioBufferSourceNode.prototype.start = function (at) {
        window.played += 1;
        own.call(this, at);
    };
}"""
# Moments of the server's clock at which a clip begins.
STARTED = """() => {
    const context = Antrean.clips.context, own = context.createBufferSource;
    window.started = [];
    context.createBufferSource = () => {
        const source = own(), start = source.start;
        source.start = at => {
            started.push(Antrean.clock.now() + (at - context.currentTime) * 1000);
            start(at);
        };
        return source;
    };
}"""
PLANNED = """announcement => {
    const found = [], context = Antrean.clips.context;
    context.createBufferSource = () => ({
        connect() {}, stop() {}, start() { found.push(this.clip.lang + "/" + this.clip.name); },
        set buffer(clip) { this.clip = clip; clip.duration = 0.1; }, get buffer() { return this.clip; },
    });
    Antrean.player.say([announcement]);
    return new Promise(done => setTimeout(() => done(found), 500));
}"""
# A tone of 200 Hz, two seconds long: how many samples it has at the rate, and how often it crosses zero in a second.
STRETCHED = """rate => {
    const tone = Float32Array.from({ length: 44100 }, (_, at) => Math.sin(2 * Math.PI * 200 * at / 22050));
    const said = Antrean.stretch(tone, rate, 22050).slice(2205, -2205);
    let rises = 0;
    said.forEach((sample, at) => { if (at > 0 && said[at - 1] < 0 && sample >= 0) { rises += 1; } });
    return [said.length + 4410, rises / (said.length / 22050)];
}"""
BROWSER_VOICE = """
window.spoken = [];
window.SpeechSynthesisUtterance = function (text) { this.text = text; };
Object.defineProperty(window, "speechSynthesis", { value: {
    getVoices: () => VOICES.map(lang => ({ lang, localService: true })),
    speak: utterance => { window.spoken.push(utterance.text); setTimeout(utterance.onend, 50); },
    cancel() {},
} });
"""
TWO_AT_ONCE = [make_announcement(101, "A001", 2), make_announcement(102, "F014", 12)]


def test_a_call_that_is_taken_back_before_its_turn_is_not_spoken(still: Screen) -> None:
    still.open(make_state())
    still.page.wait_for_function("!Antrean.clips.isLoading()")
    first, second, third = (make_announcement(seq, age_s=age_s) for seq, age_s in ((101, 0), (102, -5), (103, -6)))
    still.fire("state", make_state(103, announcements=[first, second, third]))

    still.fire("state", make_state(104, announcements=[first, third]))
    still.run_until_quiet()

    assert still.begun() == [101, 103]


@pytest.mark.slow("real sound takes real time")
def test_two_calls_of_one_instant_are_spoken_one_after_the_other(screen: Screen) -> None:
    screen.open(make_state())

    screen.fire("state", make_state(102, announcements=TWO_AT_ONCE))
    screen.page.wait_for_function("Antrean.player.log.length === 2")
    screen.wait_until_quiet()

    first, second = screen.page.evaluate("Antrean.player.log")
    assert [" ".join(call["clips"]) for call in (first, second)] == [FIRST_CALL, SECOND_CALL]
    assert (first["is_heard"], second["is_heard"]) == (True, True)
    assert first["started_at"] < first["ended_at"] < second["started_at"] < second["ended_at"]


def test_a_missing_clip_leaves_the_call_its_turn_on_the_screen_and_the_queue_goes_on(still: Screen) -> None:
    still.open(make_state(), voice=make_voice(packs={"id": {"clips": {}}}))

    still.fire("state", make_state(102, announcements=TWO_AT_ONCE))
    shown_first = still.page.inner_text("#hero-number")
    still.page.clock.run_for(7_500)
    shown_second = still.page.inner_text("#hero-number")

    assert [shown_first, shown_second] == ["A001", "F014"]
    assert still.page.evaluate("Antrean.player.log.map(entry => entry.is_heard)") == [False, False]


def test_a_clip_that_is_not_there_is_left_out_the_rest_is_said_and_the_office_learns_of_it(screen: Screen) -> None:
    packs = {"id": {"clips": {**make_voice()["packs"]["id"]["clips"], "nol": "/display/voice/id/none.mp3"}}}
    screen.open(make_state(), voice=make_voice(packs=packs))
    screen.page.wait_for_function("!Antrean.clips.isLoading()")
    screen.page.evaluate(PLAYED)

    screen.fire("state", make_state(101, announcements=TWO_AT_ONCE[:1]))
    screen.wait_until_quiet()

    assert screen.page.evaluate("played") == len(FIRST_CALL.split()) - 2
    assert screen.page.evaluate("Antrean.clips.missing()") == ["id/nol"]
    assert (screen.emitted("heard"), screen.page.evaluate("Antrean.heard.about().sound")) == ([], "missing")


def test_a_call_waits_for_its_turn_by_the_servers_clock(still: Screen) -> None:
    still.open(make_state())
    still.page.wait_for_function("!Antrean.clips.isLoading()")
    still.page.evaluate(STARTED)

    still.fire("state", make_state(101, announcements=[make_announcement(101, age_s=-2)]))
    still.page.clock.run_for(2000)

    turn_ms = still.page.evaluate("Antrean.display.state.announcements[0].starts_at")
    assert abs(still.page.evaluate("started[0]") - turn_ms) < 1


def test_each_language_is_said_in_its_order_as_often_as_the_office_says_it(screen: Screen) -> None:
    screen.open(make_state(), voice=make_voice(packs=shipped("id", "en"), repeat=2, rate_pct=130, chime=False))
    screen.page.wait_for_function("!Antrean.clips.isLoading()")
    screen.page.evaluate("Antrean.clips.of = (lang, name) => ({ lang, name })")
    both = {**make_announcement(101), **call("A1", 2, "id", "en")}

    planned = screen.page.evaluate(PLANNED, both)

    once = ["id/nomor-antrean", "id/a", "id/satu", "id/silakan-menuju", "id/loket", "id/dua"]
    once += ["en/number", "en/a", "en/one", "en/please-go-to", "en/counter", "en/two"]
    assert planned == once * 2


def test_at_another_rate_a_word_is_shorter_or_longer_and_keeps_its_pitch(screen: Screen) -> None:
    screen.open(make_state())

    for rate in (0.7, 1.3):
        length, hertz = screen.page.evaluate(STRETCHED, rate)
        assert (abs(length - 44100 / rate) <= 1, abs(hertz - 200) < 4) == (True, True), rate


def test_the_server_is_told_of_each_call_whose_sound_has_ended(still: Screen) -> None:
    still.open(make_state())
    still.page.wait_for_function("!Antrean.clips.isLoading()")

    still.fire("state", make_state(101, announcements=TWO_AT_ONCE[:1]))
    before = (still.page.evaluate("Antrean.player.isBusy()"), still.emitted("heard"))
    still.run_until_quiet()

    key = still.page.evaluate("localStorage['antrean.screen']")
    assert (before, still.emitted("heard")) == ((True, []), [{"office": "medan", "seq": 101, "key": key}])


def test_what_was_heard_while_the_line_was_cut_is_told_when_it_is_back(still: Screen) -> None:
    still.open(make_state())
    still.page.wait_for_function("!Antrean.clips.isLoading()")
    still.fire("state", make_state(101, announcements=TWO_AT_ONCE[:1]))

    still.fire("disconnect")
    still.run_until_quiet()
    before = len(still.emitted("heard"))
    still.rejoin(make_state(101))

    assert (before, [each["seq"] for each in still.emitted("heard")]) == (0, [101])


def test_a_display_that_is_set_to_silent_shows_each_call_and_says_nothing(still: Screen) -> None:
    still.open(make_state(), speaks=False)

    still.fire("state", make_state(102, announcements=TWO_AT_ONCE))
    shown = [still.page.inner_text("#hero-number")]
    still.page.clock.run_for(7000)
    shown.append(still.page.inner_text("#hero-number"))

    assert (shown, still.emitted("heard")) == (["A001", "F014"], [])
    assert still.page.evaluate("Antrean.heard.about().sound") == "silent"


def test_one_key_tests_the_sound(still: Screen) -> None:
    still.open(make_state())
    still.page.wait_for_function("!Antrean.clips.isLoading()")

    still.page.keyboard.press("t")
    still.run_until_quiet()

    said = still.page.evaluate("Antrean.player.log.map(call => [call.number, call.counter, call.is_heard])")
    assert (said, still.emitted("heard")) == ([["A001", 1, True]], [])


@pytest.mark.parametrize(("voices", "sentences"), [
    (["id-ID"], ["nomor antrean, a, nol nol satu, silakan menuju loket dua"]), (["en-US"], []),
])  # fmt: skip
def test_the_browsers_own_voice_speaks_only_where_it_knows_the_language(
    screen: Screen, voices: list[str], sentences: list[str]
) -> None:
    screen.page.add_init_script(BROWSER_VOICE.replace("VOICES", str(voices)))
    screen.open(make_state(), voice=make_voice(browser_voice=True))
    screen.page.wait_for_function("!Antrean.clips.isLoading()")

    screen.fire("state", make_state(101, announcements=TWO_AT_ONCE[:1]))
    screen.page.wait_for_function("Antrean.player.log.length === 1 && Antrean.player.log[0].is_heard")

    assert screen.page.evaluate("spoken") == sentences


def test_the_call_being_spoken_stands_large_until_it_has_ended(still: Screen) -> None:
    still.open(make_state())
    still.page.wait_for_function("!Antrean.clips.isLoading()")

    still.fire("state", make_state(101, announcements=TWO_AT_ONCE[:1]))
    still.page.wait_for_selector("#hero.is-announced")
    shown = still.page.inner_text("#hero-counter")
    still.run_until_quiet()
    still.page.wait_for_selector("#hero:not(.is-announced)")

    assert shown == "Loket 2"
    assert still.page.is_visible("#hero-idle")


def test_a_call_that_is_over_is_spoken_no_more_though_its_turn_has_come(still: Screen) -> None:
    still.open(make_state())
    still.page.wait_for_function("!Antrean.clips.isLoading()")
    first, second = TWO_AT_ONCE
    still.fire("state", make_state(102, announcements=[first, second]))

    still.fire("state", make_state(103, announcements=[first], over=[second["seq"]]))
    still.run_until_quiet()

    assert still.begun() == [first["seq"]]


def test_whoever_was_said_to_be_absent_is_not_called_to_the_end(still: Screen) -> None:
    still.open(make_state())
    still.page.wait_for_function("!Antrean.clips.isLoading()")
    still.fire("state", make_state(101, announcements=TWO_AT_ONCE[:1]))
    still.page.wait_for_selector("#hero.is-announced")

    still.fire("state", make_state(102, over=[TWO_AT_ONCE[0]["seq"]]))

    first = still.page.evaluate("Antrean.player.log[0]")
    assert (first["ended_at"] is not None, first["is_heard"]) == (True, False)
    assert still.page.is_visible("#hero-idle")


@pytest.fixture(scope="module")
def locked(browser: Browser) -> Iterator[Browser]:
    """A browser that holds sound back until the first touch."""
    launched = browser.browser_type.launch(executable_path=program(), args=[*ARGUMENTS, SOUND_LOCKED])
    yield launched
    launched.close()


@pytest.fixture
def locked_page(locked: Browser) -> Iterator[Page]:
    page = locked.new_page()
    page.set_default_timeout(PATIENCE_S * 1000)
    yield page
    page.close()


def test_a_video_that_the_lock_kept_mute_is_heard_after_the_tap(locked_page: Page, site: Site) -> None:
    locked_page.route("**/film.mp4", lambda _route: None)  # it stays on its way
    screen = Screen(locked_page, site)
    screen.slides({"kind": "video", "url": "/files/film.mp4", "has_sound": True})
    screen.open(make_state(slides="one"))
    locked_page.wait_for_selector("#video", state="visible")
    muted = "document.getElementById('video').muted"
    before = locked_page.evaluate(muted)

    locked_page.click("#unlock")
    locked_page.wait_for_selector("#unlock", state="hidden")

    assert (before, locked_page.evaluate(muted)) == (True, False)


def test_where_sound_is_locked_one_tap_on_one_button_lets_it_go(locked_page: Page, site: Site) -> None:
    screen = Screen(locked_page, site)
    screen.open(make_state())

    locked_page.click("#unlock")
    locked_page.wait_for_selector("#unlock", state="hidden")

    assert locked_page.evaluate("Antrean.player.isLocked()") is False
