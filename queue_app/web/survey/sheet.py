"""The questionnaire as a screen's scripts read it, in every language, and what they send back."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec

from queue_app.domain.citizen.survey.answers import CHOICES, Respondent
from queue_app.domain.citizen.survey.instrument import Choice, Instrument, Question
from queue_app.texts import LANGUAGES

Key = Annotated[str, msgspec.Meta(max_length=200)]
Code = Annotated[str, msgspec.Meta(max_length=20)]
Said = Code | None
Score = Annotated[int, msgspec.Meta(ge=1, le=4)]
Lang = Annotated[str, msgspec.Meta(max_length=5)]


class TypedNumber(msgspec.Struct, forbid_unknown_fields=True):
    number: Annotated[str, msgspec.Meta(max_length=20)]
    lang: Lang = "id"


class Filled(msgspec.Struct, forbid_unknown_fields=True):
    """Answers by the code of their question, only what was answered, and what a person said of himself, if anything."""

    key: Key
    values: dict[Code, Score]
    lang: Lang = "id"
    sex: Said = None
    age_band: Said = None
    education: Said = None
    occupation: Said = None
    has_disability: Said = None

    @property
    def respondent(self) -> Respondent:
        """As the survey keeps it."""
        disability = {"yes": True, "no": False}.get(self.has_disability or "")
        return Respondent(self.sex, self.age_band, self.education, self.occupation, disability)


class Pressed(msgspec.Struct, forbid_unknown_fields=True):
    """One of the four faces, from 1 (not satisfied) to 4."""

    key: Key
    score: Score
    lang: Lang = "id"


class Invitation(msgspec.Struct, forbid_unknown_fields=True):
    """Whom the tablet asks. turn: another one for another visit; key: goes back with the answers."""

    turn: int
    number: str
    key: str


class Noted(msgspec.Struct, forbid_unknown_fields=True):
    """That it was taken."""

    is_taken: bool = True


class TabletScreen(msgspec.Struct, forbid_unknown_fields=True):
    """What a tablet shows now. is_on: the office asks the survey."""

    is_on: bool
    asked: Invitation | None


def asked_in(instrument: Instrument) -> list[dict[str, Any]]:
    """The questions in the order of print, each with its words."""
    return [_question(each) for each in instrument.questions]


def about() -> list[dict[str, Any]]:
    """What a person may say of himself."""
    asked = [{"field": field, "choices": [_choice(each) for each in choices]} for field, choices in CHOICES.items()]
    yes_no = [
        {"code": "no", "text": {"id": "Tidak", "en": "No"}},
        {"code": "yes", "text": {"id": "Ya", "en": "Yes"}},
    ]
    return [*asked, {"field": "has_disability", "choices": yes_no}]


def _question(asked: Question) -> dict[str, Any]:
    return {
        "code": asked.code,
        "text": {lang: asked.text(lang) for lang in LANGUAGES},
        "options": {lang: list(asked.options(lang)) for lang in LANGUAGES},
    }


def _choice(choice: Choice) -> dict[str, Any]:
    return {"code": choice.code, "text": {lang: choice.text(lang) for lang in LANGUAGES}}
