"""Each page of modules carries the texts it may show, and no others."""

from __future__ import annotations

from queue_app.texts import translate
from queue_app.web.frame.script_texts import FOLDER, SHARED, classic_texts, script_texts


def test_a_page_carries_the_texts_of_all_modules_it_loads_and_no_others() -> None:
    texts = script_texts("id", "counter.js")

    assert texts["Call next"] == "Panggil berikutnya"  # of a module it imports
    assert texts["What is missing?"] == "Apa yang kurang?"  # of one it loads later
    assert "Take a queue number" not in texts  # the kiosk's
    assert translate("id", "Take a queue number") == "Ambil nomor antrean"


def test_in_english_a_text_is_its_msgid_and_is_not_sent() -> None:
    assert script_texts("en", "counter.js") == {}


def test_a_page_of_classic_scripts_carries_theirs_and_what_the_server_hands_to_them() -> None:
    texts = classic_texts("id", (FOLDER / "ticket_view.js", *SHARED), also=("the paper has run out",))

    assert texts["Finished. Thank you."] == "Selesai. Terima kasih."
    assert texts["the paper has run out"] == "kertas habis"
    assert "Take a number" not in texts
