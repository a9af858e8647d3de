"""The voice of the waiting room: each clip with its words, to be heard, replaced by a recording, and put back."""

from __future__ import annotations

from pathlib import Path

from flask import Blueprint, Response, flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from queue_app.actions.hall import voice
from queue_app.actions.hall.voice import ListedClip
from queue_app.domain.hall import speech
from queue_app.domain.log.rights import Right
from queue_app.reports.spreadsheet import csv_text
from queue_app.texts import translate
from queue_app.web.admin.form.fields import _
from queue_app.web.frame import answers
from queue_app.web.frame.address import FILE, REDIRECT, TEXT, Address, any_of
from queue_app.web.frame.auth import officer
from queue_app.web.frame.pages import config, desk, lang
from queue_app.web.frame.payloads import answer

blueprint = Blueprint("admin", __name__)  # index joins it with the others of this name

LARGEST = 4_000_000  # bytes of one recording: twenty seconds of the best WAV
GROUPS: dict[str, str] = {  # in the order of the page
    "sentence": _("Sentence"),
    "number": _("Number words"),
    "letter": _("Letters"),
    "counter": _("Names of counters"),
}
NAMES = {
    "id": _("Indonesian"), "en": _("English"), "jv": _("Javanese (krama)"), "su": _("Sundanese (lemes)"),
    "bbc": _("Batak Toba"),
}  # fmt: skip
SPOKEN = any_of(NAMES)


@blueprint.get("/admin/voice", endpoint="voice")
@blueprint.get(f"/admin/voice/<{SPOKEN}:language>", endpoint="voice")
@Address(Right.SET_UP, "The clips of the voice")
def page(language: str = "id") -> str:
    clips = voice.listed(desk(), officer().office_id, language)
    by_group = {group: [each for each in clips if _group(each, language) == group] for group in GROUPS}
    return render_template(
        "admin/voice.html", here="voice", language=language, languages=[(code, NAMES[code]) for code in NAMES],
        groups=[(GROUPS[group], found) for group, found in by_group.items()], is_regional=language in speech.REGIONAL,
        missing=[each for each in clips if each.counter is None and not (each.own or each.shipped)],
        own=sum(each.own is not None for each in clips), count=len(clips),
    )  # fmt: skip


@blueprint.get(f"/admin/voice/<{SPOKEN}:language>/words.csv", endpoint="voice_words")
@Address(Right.SET_UP, "The words to record", gives="text/csv")
def words(language: str) -> Response:
    """The word list for whoever speaks the recordings: file name and what is to be said."""
    heads = [translate(lang(), "File"), translate(lang(), "Say this")]
    rows = ([f"{each.name}.wav", each.text] for each in voice.listed(desk(), officer().office_id, language))
    response = make_response(csv_text([heads, *rows], delimiter=";"))
    response.headers["Content-Type"] = "text/csv; charset=utf-8"
    response.headers["Content-Disposition"] = f'attachment; filename="voice-{language}.csv"'
    return response


@blueprint.post(f"/admin/voice/<{SPOKEN}:language>/upload", endpoint="voice_upload")
@Address(
    Right.SET_UP,
    "Takes a recording of one clip",
    body=FILE,
    gives=answers.Taken,
    refuses=(404, 507),
    query={"name": TEXT},
    limit=LARGEST,
)
def upload(language: str) -> Response:
    """One recording, as the request's body; `name` in the address says of which clip."""
    name = request.args.get("name", "")
    voice.replace(
        desk(), officer().office_id, lang=language, name=name, data=request.stream.read(),
        folder=Path(config().server.files_dir), by=officer().officer_id,
    )  # fmt: skip
    return answer({"name": name})


@blueprint.post(f"/admin/voice/<{SPOKEN}:language>/restore/<name>", endpoint="voice_restore")
@Address(Right.SET_UP, "Plays the shipped clip again", gives=REDIRECT)
def restore(language: str, name: str) -> AnyResponse:
    voice.restore(desk(), officer().office_id, lang=language, name=name, by=officer().officer_id)
    flash(translate(lang(), "{name}: the shipped clip is played again.", name=name))
    return redirect(url_for("admin.voice", language=language) + f"#{name}")


def _group(clip: ListedClip, language: str) -> str:
    if clip.counter is not None:
        return "counter"
    if len(clip.name) == 1:
        return "letter"
    return "sentence" if clip.name in (speech.CHIME, *speech.SENTENCE[language]) else "number"
