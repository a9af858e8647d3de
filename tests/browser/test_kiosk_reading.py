"""The screen read aloud: in its order and language, by the browser's own voice or the server's, silent at a touch."""

from __future__ import annotations

import io
import wave

from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Hall

# A browser with one voice of its own, which says everything at once and writes down what.
OWN_VOICE = """
window.said = [];
speechSynthesis.getVoices = () => [
    {name: "far", lang: "LANG", localService: false}, {name: "near", lang: "LANG", localService: true}];
window.SpeechSynthesisUtterance = function (text) { this.text = text; };
speechSynthesis.speak = words => {
    said.push([words.voice.name, words.text]);
    setTimeout(() => words.onend && words.onend(), 5);
};
speechSynthesis.cancel = () => {};
"""


def long_silence() -> bytes:
    """A recording that does not end while a test runs."""
    file = io.BytesIO()
    with wave.open(file, "wb") as recording:
        recording.setnchannels(1)
        recording.setsampwidth(1)
        recording.setframerate(8000)
        recording.writeframes(b"\x80" * 8000 * 60)
    return file.getvalue()


def without_end(route: Route) -> None:
    """Reads something that goes on and on."""
    route.fulfill(body=long_silence(), content_type="audio/wav")


def with_voice(hall: Hall, lang: str) -> Page:
    kiosk = hall.screen("kiosk")
    kiosk.add_init_script(OWN_VOICE.replace("LANG", lang))
    kiosk.goto(f"{hall.server.url}/kiosk/uji")
    return kiosk


def said(kiosk: Page) -> list[str]:
    """What the browser's voice said, once it has come to the end."""
    kiosk.evaluate("said.length = 0")
    kiosk.get_by_test_id("read").click()
    expect(kiosk.get_by_test_id("read")).to_have_attribute("aria-pressed", "false")
    texts: list[list[str]] = kiosk.evaluate("said")
    assert {voice for voice, _text in texts} == {"near"}
    return [text for _voice, text in texts]


def test_what_is_read_follows_the_screen(lasting_hall: Hall) -> None:
    kiosk = with_voice(lasting_hall, "id-ID")
    start = said(kiosk)
    kiosk.get_by_test_id("service-KTP").click()
    service = said(kiosk)
    kiosk.get_by_test_id("take").click()
    expect(kiosk.get_by_test_id("ticket-number")).to_be_visible()
    ticket = said(kiosk)

    assert start == [
        "Silakan pilih layanan",
        "Umum",
        "Layanan KTP. Tidak ada antrean",
        "Layanan AKTA. Tidak ada antrean",
        "Isi survei. Sudah dilayani? Sampaikan pendapat Anda.",
        "Pengaduan & saran. Di sini, lewat HP Anda, atau formulir kertas.",
    ]
    assert service[:1] + service[-2:] == ["Layanan KTP", "Kembali", "Ambil nomor"]
    assert [text for text in service if "Lansia" in text] == ["Lansia (60 tahun ke atas)"]
    assert ticket[:4] == ["Umum", "Nomor antrean Anda", "A, 0, 0, 1", "Tidak ada orang di depan Anda"]


def test_the_keyboard_goes_through_the_screen_in_the_order_in_which_it_is_read(lasting_hall: Hall) -> None:
    kiosk = lasting_hall.kiosk()
    expect(kiosk.get_by_test_id("service-KTP")).to_be_visible()
    kiosk.locator("body").press("Tab")

    gone = []
    for _ in range(10):
        gone.append(kiosk.evaluate("document.activeElement.getAttribute('data-testid')"))
        kiosk.keyboard.press("Tab")

    ways = ["service-KTP", "service-AKTA", "survey", "voice"]
    assert gone == ["lang-id", "lang-en", *ways, "read", "larger", "contrast", "lower"]


def test_without_a_voice_of_its_own_the_server_reads_and_a_touch_silences_it(lasting_hall: Hall) -> None:
    kiosk = lasting_hall.kiosk()

    kiosk.route("**/speech", without_end)
    kiosk.route("**/speech", lambda route: route.continue_(), times=1)

    with kiosk.expect_response("**/speech") as answered:
        kiosk.get_by_test_id("read").click()
    expect(kiosk.get_by_test_id("read")).to_have_attribute("aria-pressed", "true")
    kiosk.wait_for_function("kiosk.reading.log.length === 2")
    marked = kiosk.locator("[data-now]").count()
    kiosk.locator("h1").click()

    assert (answered.value.status, answered.value.headers["content-type"], marked) == (200, "audio/wav", 1)
    expect(kiosk.get_by_test_id("read")).to_have_attribute("aria-pressed", "false")
    expect(kiosk.locator("[data-now]")).to_have_count(0)
    assert not kiosk.evaluate("kiosk.reading.isReading()")


def test_its_own_button_silences_it_and_starts_nothing_anew(lasting_hall: Hall) -> None:
    kiosk = lasting_hall.kiosk()
    kiosk.route("**/speech", without_end)
    kiosk.get_by_test_id("read").click()
    expect(kiosk.get_by_test_id("read")).to_have_text("Berhenti")

    kiosk.get_by_test_id("read").click()

    expect(kiosk.get_by_test_id("read")).to_have_text("Dengarkan")
    assert not kiosk.evaluate("kiosk.reading.isReading()")


def test_a_voice_of_another_language_is_not_used(lasting_hall: Hall) -> None:
    kiosk = with_voice(lasting_hall, "de-DE")

    with kiosk.expect_request("**/speech") as asked:
        kiosk.get_by_test_id("lang-en").click()
        kiosk.get_by_test_id("read").click()

    assert asked.value.post_data_json == {"lang": "en", "text": "Please choose a service"}


def test_a_server_that_cannot_read_is_said_on_the_button(lasting_hall: Hall) -> None:
    kiosk = lasting_hall.kiosk()
    kiosk.route("**/speech", lambda route: route.fulfill(status=404))

    kiosk.get_by_test_id("read").click()

    expect(kiosk.get_by_test_id("read")).to_have_text("Suara belum dapat diputar")
