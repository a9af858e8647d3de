"""The two worked examples of the survey: a row of nine digits for a respondent, - where nothing was answered."""

from __future__ import annotations

from collections.abc import Sequence

from queue_app.domain.citizen.survey.skm_2017 import UNSUR

COMPLETE = (
    "443444434", "333434433", "433444434", "344433443", "443444434",
    "433433433", "332433333", "444444444", "433434433", "443434432",
)  # fmt: skip
WITH_GAPS = (
    "332-33433", "333433332", "32243332-", "433433433", "332-33333", "333434323",
    "222433332", "33344333-", "333-33433", "322433333", "433434433", "332333322",
)  # fmt: skip


def answered(rows: Sequence[str]) -> list[dict[str, int]]:
    """Code -> value of each row, without what was not answered."""
    return [{code: int(sign) for code, sign in zip(UNSUR, row, strict=True) if sign != "-"} for row in rows]
