"""What there is to say of an address, said once, at its view: its right, what it takes and gives, and its limits.

    @blueprint.post("/counter/hold")
    @Address.verb(Right.SERVE, "Lets the citizen go and come back", body=payloads.Hold)
    def hold() -> Response: ...

`auth` checks the right, `errors` knows by it whether a script or a person reads, the application how large a request
may be, and `openapi` tells all of it. An address of which nothing is said is open to nobody.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import KW_ONLY, dataclass, field
from typing import Any, TypeVar

import msgspec
from flask import Flask, current_app, request
from flask_wtf import FlaskForm

from queue_app.domain.log.rights import Right
from queue_app.web.frame import answers

Schema = dict[str, Any]
Way = Mapping[str, str]  # the words in an address of which each leads to a form of its own
Blanks = Callable[[Way], Iterable[Any]]  # the blanks of a form of the set-up
Struct = type[msgspec.Struct]
Body = Struct | type[FlaskForm] | Schema | Blanks | None
View = TypeVar("View", bound=Callable[..., object])

HTML = "text/html"
REDIRECT = ""  # a form that was taken leads on to a page
TEXT: Schema = {"type": "string"}
ROW: Schema = {"type": "string", "pattern": "^[0-9]{1,10}$"}
DAY: Schema = {"type": "string", "format": "date"}
FILE: Schema = {"type": "string", "format": "binary"}  # the body is the file itself
LARGE = 512 * 1024  # bytes of a set-up file, or of a form with a field for each of many things
COUNTED_WHILE_READ = 2**62  # bytes: actions.hall.media stops an upload at the limit of the configuration, and says so


def never(_way: Way) -> bool:
    """Of most addresses: the code is not asked again before them."""
    return False


def always(_way: Way) -> bool:
    """Of those that change who may come in."""
    return True


_SAID: dict[Callable[..., object], Address] = {}


@dataclass(frozen=True, slots=True)
class Address:
    """What is said of one endpoint.

    body: the struct or form that a POST carries, or the blanks of a form of the set-up.
    gives: the struct of the JSON answer, a media type, or REDIRECT.
    statuses: of what was done; with 302 the form may also come back (200) to be confirmed.
    refuses: statuses of refusals beside those that follow from the right, the blanks in the address and the body.
    query: what may be asked behind the question mark.
    blanks: those in the address that only some words fill.
    limit: bytes of a request; None: as many as the application lets every address have.
    has_session: False where a device asks: its requests carry nobody's session, and no CSRF token.
    scheme: of openapi.SECURITY, where the view itself looks who asks.
    fresh: whether the code of the person's phone is asked again before it, by the blanks in the address.
    """

    right: Right
    says: str
    _: KW_ONLY
    body: Body = None
    gives: Struct | str = HTML
    statuses: tuple[int, ...] = (200,)
    refuses: tuple[int, ...] = ()
    query: Mapping[str, Schema] | type[FlaskForm] = field(default_factory=dict)
    blanks: Mapping[str, Schema] = field(default_factory=dict)
    limit: int | None = None
    has_session: bool = True
    scheme: str = ""
    fresh: Callable[[Way], bool] = never

    @classmethod
    def verb(cls, right: Right, says: str, *, body: Struct, gives: Struct = answers.Done) -> Address:
        """One press of an officer or a supervisor: refused for what is not there (404) or not possible now (409)."""
        return cls(right, says, body=body, gives=gives, refuses=(404, 409))

    def __call__(self, view: View) -> View:
        """Says this of the view, whatever its routes are."""
        _SAID[view] = self
        return view

    @property
    def is_state(self) -> bool:
        """What only scripts read: it takes nothing and gives JSON. A person is given pages, and led on."""
        return self.body is None and not isinstance(self.gives, str)


def known(app: Flask) -> dict[str, Address]:
    """What is said of each endpoint; one of which nothing is said is missing."""
    return {endpoint: _SAID[view] for endpoint, view in app.view_functions.items() if view in _SAID}


def of(endpoint: str | None) -> Address | None:
    """What is said of an endpoint, if anything is."""
    view = current_app.view_functions.get(endpoint or "")
    return None if view is None else _SAID.get(view)


def is_state() -> bool:
    """Whether the request asks for a state."""
    said = of(request.endpoint)
    return said is not None and said.is_state


def words(choices: Iterable[str]) -> Schema:
    """One of these words."""
    return {"type": "string", "enum": list(choices)}


def steps(choices: Iterable[str]) -> Schema:
    """A form whose buttons each say one of these ways; a row that was dragged says over how many places."""
    return {"type": "object", "properties": {"way": words(choices), "places": {"type": "integer", "minimum": 1}}}


def any_of(choices: Iterable[str]) -> str:
    """The converter of a blank that only these words fill: `<any("id", "en"):language>`."""
    return "any(" + ", ".join(f'"{each}"' for each in choices) + ")"
