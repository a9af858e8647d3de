"""Answers that everybody gets alike, while they can be made and when they cannot."""

from __future__ import annotations

from queue_app.web.frame.kept_answers import KEPT_S, kept_answer
from tests.web.visitors import Site


def answer(site: Site, made: str | Exception) -> str:
    """What is answered at this moment, when this is what would be made."""
    try:
        return _asked(site, made)
    except OSError as exc:
        return str(exc)


def _asked(site: Site, made: str | Exception) -> str:
    def make() -> str:
        if isinstance(made, Exception):
            raise made
        return made

    with site.app.test_request_context("/o/uji"):
        return kept_answer(("test",), make, mimetype="text/plain").get_data(as_text=True)


def test_an_answer_is_made_anew_after_a_while(site: Site) -> None:
    found = [answer(site, "one"), answer(site, "two")]
    site.office.clock.tick(seconds=KEPT_S)

    assert [*found, answer(site, "two")] == ["one", "one", "two"]


def test_an_old_answer_is_told_to_nobody_once_no_new_one_can_be_made(site: Site) -> None:
    found = [answer(site, "one")]
    site.office.clock.tick(seconds=KEPT_S)

    assert [*found, *(answer(site, OSError("gone")) for _ in range(2))] == ["one", "gone", "gone"]
