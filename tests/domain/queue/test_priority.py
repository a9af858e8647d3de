from __future__ import annotations

from queue_app.domain.queue.priority import CATEGORIES


def test_the_four_categories_of_the_regulation_can_be_declared() -> None:
    assert list(CATEGORIES) == ["lansia", "disabilitas", "ibu_hamil_menyusui", "membawa_anak_kecil"]


def test_a_category_fits_its_column() -> None:
    assert max(len(code) for code in CATEGORIES) <= 30
