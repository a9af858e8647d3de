"""What the program tells other programs of itself, held against what its views really read and answer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from flask import request
from flask_wtf import FlaskForm
from werkzeug.datastructures import ImmutableMultiDict

from queue_app.domain.log.rights import OF_DEVICES, RIGHTS, Right, Role
from queue_app.web.frame import openapi, payloads
from queue_app.web.frame.address import known
from tests.calendars import say_hours
from tests.factories import moment_at
from tests.web.addresses import Address, addresses
from tests.web.visitors import Site, Visitor

Schema = dict[str, Any]
# An office is founded, its services have no standard yet, nobody has asked for leave or noted an outage, and no phone
# is woken unless the settings say so.
NOT_THERE = {
    "wizard.found",
    "admin.standard_edit",
    "leave.withdraw",
    "outages.withdraw",
    "push.follow",
    "booking_own.move",
    "f03.take",
    "complaints.identity",
    "complaint_files.forward_file",
    "second_factor.sign_in",  # before a password was right
    "second_factor.again",  # nor of whom no code is asked
    "lease.lease",  # but for a printer's computer, which is paired always; tests/web/test_lease.py
    "lease.handed_in",
}


def document(site: Site) -> Schema:
    told: Any = site.visitor().get("/api/openapi.json").json
    return dict(told)


def someone_with(site: Site, right: Right) -> Visitor:
    """A browser that has the right: a person's role, or everyone's where it is a device's."""
    if right in OF_DEVICES | RIGHTS[None]:
        return site.visitor()
    site.give_role(
        "joko", next(role for role in (Role.SUPERVISOR, Role.ADMINISTRATOR, Role.HEAD) if right in RIGHTS[role])
    )
    return site.signed_in("joko")


def ask_everywhere(site: Site) -> None:
    """Each address once, by someone who may; a POST carries nothing that could be taken."""
    for address in addresses(site):
        visitor = someone_with(site, address.right)
        visitor.get(address.path) if address.method == "GET" else visitor.post(address.path)


def operation(told: Schema, site: Site, address: Address) -> Schema:
    """What the document tells of the address."""
    rule, _values = site.app.url_map.bind("").match(address.path, method=address.method, return_rule=True)
    paths = dict(openapi.written(rule))
    found: Schema = told["paths"].get(address.path, told["paths"][next(iter(paths))])[address.method.lower()]
    return found


def test_the_document_is_sound_openapi(site: Site) -> None:
    told = document(site)

    schemathesis.openapi.from_dict(told).validate()

    operations = [each for path in told["paths"].values() for each in path.values()]
    assert len({each["operationId"] for each in operations}) == len(operations) >= len(addresses(site))


def test_two_bodies_never_share_a_name(site: Site) -> None:
    bodies = {each.body for each in known(site.app).values() if isinstance(each.body, type)}

    assert len({each.__name__ for each in bodies}) == len(bodies)


def test_each_post_reads_the_body_that_is_told(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    read: dict[str, set[str]] = defaultdict(set)
    decoder, make_form = payloads._decoder, FlaskForm.__init__

    def noted_decoder(kind: type) -> Any:
        read[request.path].add(kind.__name__)
        return decoder(kind)

    def noted_form(form: FlaskForm, *given: Any, **more: Any) -> None:
        make_form(form, *given, **more)
        if request.method == "POST" and "formdata" not in more:
            read[request.path] |= {type(form).__name__, *(each.name for each in form)} - {"csrf_token"}

    monkeypatch.setattr(payloads, "_decoder", noted_decoder)
    monkeypatch.setattr(FlaskForm, "__init__", noted_form)
    monkeypatch.setattr(site.app.request_class, "parameter_storage_class", noting_blanks(read))
    ask_everywhere(site)
    monkeypatch.undo()

    told = document(site)
    for address in addresses(site):
        if address.method == "POST" and address.endpoint not in NOT_THERE:
            assert_read(operation(told, site, address).get("requestBody"), read[address.path])


BLANK = "blank: "  # before the name of one that a view read by itself, without a form


def noting_blanks(read: dict[str, set[str]]) -> type[ImmutableMultiDict[str, str]]:
    class Noted(ImmutableMultiDict[str, str]):
        def get(self, name: str, *default: Any, **more: Any) -> Any:  # type: ignore[override]
            self.note(name)
            return super().get(name, *default, **more)

        def getlist(self, name: str, *kind: Any, **more: Any) -> Any:  # type: ignore[override]
            self.note(name)
            return super().getlist(name, *kind, **more)

        def note(self, name: str) -> None:
            if self is request.form and name != "csrf_token":
                read[request.path].add(f"{BLANK}{name}")

    return Noted


def assert_read(body: Schema | None, read: set[str]) -> None:
    """A struct or a form by its name; a form that is made for its page by its fields; of a button no struct.

    Of blanks that a view reads by itself some, and none that is not told: the first that is wrong ends it.
    """
    blanks = {name.removeprefix(BLANK) for name in read if name.startswith(BLANK)}
    read = {name for name in read if not name.startswith(BLANK)}
    schema = next(iter(body["content"].values()))["schema"] if body else {}
    if not body:
        assert [name for name in read if hasattr(payloads, name)] == []
    elif "$ref" in schema:
        assert schema["$ref"].rpartition("/")[2] in read
    elif blanks and not read:
        assert blanks <= set(schema["properties"])
    elif "additionalProperties" not in schema:
        assert read - {"Form", "FlaskForm", "password"} <= set(schema.get("properties", {}))
        assert set(schema.get("required", ())) - {"csrf_token"} <= read


def test_each_question_in_an_address_is_told(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: dict[str, set[str]] = defaultdict(set)

    class Noted(ImmutableMultiDict[str, str]):
        def __contains__(self, name: object) -> bool:
            self.note(str(name))
            return super().__contains__(name)

        def get(self, name: str, *default: Any, **more: Any) -> Any:  # type: ignore[override]
            self.note(name)
            return super().get(name, *default, **more)

        def note(self, name: str) -> None:
            if self is request.args:  # a form's fields come in the same class
                asked[request.endpoint or ""].add(name)

    monkeypatch.setattr(site.app.request_class, "parameter_storage_class", Noted)
    ask_everywhere(site)
    monkeypatch.undo()

    told = document(site)
    for address in addresses(site):
        parameters = operation(told, site, address)["parameters"]
        names = {"lang", *(each["name"] for each in parameters if each.get("in") == "query")}
        assert asked[address.endpoint] <= names, address


def test_a_counters_verb_is_told_with_its_cookie_its_token_and_its_refusals(site: Site) -> None:
    told = document(site)["paths"]["/counter/hold"]["post"]

    assert told["security"] == [{"session": [], "csrf": []}]
    assert told["requestBody"]["content"] == {"application/json": {"schema": {"$ref": "#/components/schemas/Hold"}}}
    assert list(told["responses"]) == ["200", "400", "401", "403", "404", "409", "413"]


def test_a_kiosk_is_told_with_its_own_cookie_and_without_one(site: Site) -> None:
    told = document(site)

    assert told["paths"]["/kiosk/{slug}/tickets"]["post"]["security"] == [{}, {"kiosk": []}]
    assert told["components"]["securitySchemes"]["kiosk"]["name"] == "antrean_kiosk_{slug}"


def texts(found: object) -> Iterator[str]:
    for key, value in found.items() if isinstance(found, dict) else enumerate(found):  # type: ignore[arg-type]
        if isinstance(value, dict | list):
            yield from texts(value)
        elif key == "$ref":
            yield value


def test_whatever_the_document_points_at_is_in_it(site: Site) -> None:
    told = document(site)

    for pointer in set(texts(told)):
        found = told
        for step in pointer.removeprefix("#/").split("/"):
            found = found[step]


def test_services_are_told_in_the_words_of_the_kiosk(site: Site) -> None:
    site.office.issue("KTP")
    say_hours(site.office, "10.00-16.00")
    site.office.clock.tick(seconds=2)

    told = site.visitor().get("/api/offices/uji/services").json
    shown = site.visitor().get("/kiosk/uji/state").json

    kept = ("waiting", "is_open", "reason", "why")
    services, on_kiosk = told["services"], shown["state"]["services"]  # type: ignore[index]
    assert [{key: each[key] for key in kept} for each in services] == [
        {key: each[key] for key in kept} for each in on_kiosk
    ]
    assert [each["opens_at"] and moment_at(each["opens_at"]) for each in services] == [
        each["opens_at"] for each in on_kiosk
    ]
    assert services[0]["why"]["en"].startswith("Not open yet")
