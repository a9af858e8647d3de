"""The OpenAPI document: made from the addresses that the program has, and what each says of itself."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from http import HTTPStatus
from itertools import product

import msgspec
from flask import Flask
from flask_wtf import FlaskForm
from werkzeug.routing import Rule

from queue_app import __version__
from queue_app.domain.log.rights import OF_DEVICES, DeviceKind, Right, device_for
from queue_app.texts import LANGUAGES
from queue_app.web.frame import answers
from queue_app.web.frame import openapi_forms as forms
from queue_app.web.frame.address import FILE, HTML, REDIRECT, Address, Body, Schema, Struct, Way, known
from queue_app.web.frame.auth import COOKIE
from queue_app.web.frame.errors import STATUS
from queue_app.web.frame.pairing import cookie_name

JSON = "application/json"
REF = "#/components/schemas/{name}"
NOT_OURS = {"HEAD", "OPTIONS"}
# <name>, <int:name>, <int(max=9):name>
BLANK = re.compile(r"<(?:(?P<kind>\w+)(?:\((?P<limits>.*?)\))?:)?(?P<name>\w+)>")
LIMITS = {"min": "minimum", "max": "maximum"}
SECURITY: Schema = {
    "session": {
        "type": "apiKey", "in": "cookie", "name": COOKIE,
        "description": "Set by /sign-in, there with a mark of this server behind its name; read under either",
    },
    "csrf": {
        "type": "apiKey", "in": "header", "name": "X-CSRFToken",
        "description": "Stands in every page of a signed-in person, or in a form's field csrf_token; belongs to the "
        "cookie `antrean_form_...` and to the person whom the page was written for: another one's is refused (409)",
    },
    "token": {
        "type": "http", "scheme": "bearer",
        "description": "Made by a supervisor at /evidence/tokens; sent as Authorization: Bearer, never in an address",
    },
    **{
        kind: {
            "type": "apiKey", "in": "cookie", "name": cookie_name(kind, "{slug}"),
            "description": "Set by pairing; asked for where the office pairs its devices",
        }
        for kind in DeviceKind
    },
}  # fmt: skip
LANG: Schema = {"name": "lang", "in": "query", "schema": {"type": "string", "enum": list(LANGUAGES)}}


def document(app: Flask) -> Schema:
    """Every address of the program, with what it takes and answers."""
    said, paths = known(app), dict[str, Schema]()
    for rule in (each for each in app.url_map.iter_rules() if each.endpoint in said):
        for path, way in written(rule):
            for method in sorted((rule.methods or set()) - NOT_OURS):
                paths.setdefault(path, {})[method.lower()] = _operation(said[rule.endpoint], rule, method, path, way)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Antrean", "version": __version__,
            "description": "Changes come over Socket.IO; each state here is the whole state of one screen.",
        },
        "paths": paths,
        "components": {
            "schemas": _schemas(said.values()), "securitySchemes": SECURITY, "parameters": {"lang": LANG},
            "responses": {str(status): _refused(status) for status in sorted({*STATUS.values(), 413, 416})},
        },
    }  # fmt: skip


def written(rule: Rule) -> Iterator[tuple[str, Way]]:
    """The rule's paths as OpenAPI writes them, one for each word of an `any`, with those words by the blank's name."""
    words = {
        blank["name"]: re.findall(r'"([^"]+)"', blank["limits"])
        for blank in BLANK.finditer(rule.rule)
        if blank["kind"] == "any"
    }
    for chosen in product(*words.values()):
        way = dict(zip(words, chosen, strict=True))
        yield BLANK.sub(lambda blank: way.get(blank["name"], "{" + blank["name"] + "}"), rule.rule), way  # noqa: B023 - used at once


def _operation(said: Address, rule: Rule, method: str, path: str, way: Way) -> Schema:
    operation = {
        "operationId": re.sub(r"\W+", "_", f"{method.lower()}{path}").rstrip("_"),
        "summary": said.says,
        "tags": [rule.endpoint.partition(".")[0]],
        "x-right": said.right,
        "parameters": [*_blanks(said, rule, way), *_asked(said), {"$ref": "#/components/parameters/lang"}],
        "security": _security(said, method),
        "responses": _responses(said, method, has_blanks="{" in path),
    }
    return {**operation, "requestBody": _body(said, way)} if method == "POST" and said.body else operation


def _blanks(said: Address, rule: Rule, way: Way) -> Iterator[Schema]:
    for blank in BLANK.finditer(rule.rule):
        if blank["name"] not in way:
            yield {"name": blank["name"], "in": "path", "required": True, "schema": _blank(said, blank)}


def _blank(said: Address, blank: re.Match[str]) -> Schema:
    if blank["kind"] == "int":
        limits = re.findall(r"(min|max)=(\d+)", blank["limits"] or "")
        return {"type": "integer", "minimum": 0, **{LIMITS[name]: int(value) for name, value in limits}}
    return said.blanks.get(blank["name"], {"type": "string", "minLength": 1})


def _asked(said: Address) -> Iterator[Schema]:
    asked = said.query if isinstance(said.query, Mapping) else forms.of_form(said.query)["properties"]
    for name, schema in asked.items():
        yield {"name": name, "in": "query", "schema": schema}


def _security(said: Address, method: str) -> list[Schema]:
    if said.scheme:
        return [{said.scheme: []}]
    if said.right in OF_DEVICES:
        return [{}, {device_for(said.right).value: []}]
    needs_csrf = method == "POST" and said.has_session
    needed: Schema = {**({} if said.right is Right.OPEN else {"session": []}), **({"csrf": []} if needs_csrf else {})}
    return [needed] if needed else []


def _responses(said: Address, method: str, *, has_blanks: bool) -> Schema:
    given = _given(said, method)
    refusals = {
        *said.refuses,
        *_of_right(said.right),
        *((404,) if has_blanks else ()),
        *((400, 413) if method == "POST" else ()),
    }
    led_on = said.right is not Right.OPEN and said.right not in OF_DEVICES and method == "GET"
    mistyped = has_blanks and method == "GET"
    return {
        **({"302": _led_on("To the address that was meant")} if mistyped else {}),
        **({"302": _led_on("To the sign-in, for whoever is not signed in")} if led_on else {}),
        **given,
        **{str(status): {"$ref": f"#/components/responses/{status}"} for status in sorted(refusals)},
    }


def _given(said: Address, method: str) -> Schema:
    if said.gives == REDIRECT and method == "POST":
        again = {"200": _content("Asked once more", HTML)} if 302 in said.statuses else {}
        return {"302": _led_on("Done"), **again}
    content = HTML if said.gives == REDIRECT else said.gives
    return {str(status): _content("Done", content) for status in said.statuses}


def _of_right(right: Right) -> set[int]:
    if right is Right.OPEN:
        return set()
    return {401} if right in OF_DEVICES else {400, 401, 403}  # 400: the page that asks has expired, or is nobody's


def _content(description: str, gives: Struct | str) -> Schema:
    kind = gives if isinstance(gives, str) else JSON
    schema: Schema = {} if isinstance(gives, str) else {"$ref": REF.format(name=gives.__name__)}
    return {"description": description, "content": {kind: {"schema": schema} if schema else {}}}


def _led_on(description: str) -> Schema:
    location = {"schema": {"type": "string"}, "required": True}
    return {"description": description, "headers": {"Location": location}, "content": {HTML: {}}}


def _refused(status: int) -> Schema:
    codes = sorted({kind.code for kind, its_status in STATUS.items() if its_status == status} | {f"http_{status}"})
    told = _content(f"{HTTPStatus(status).phrase}: {', '.join(codes)}", answers.Refusal)
    return {**told, "content": {**told["content"], HTML: {}}}


def _body(said: Address, way: Way) -> Schema:
    kind, schema = _carried(said.body, way)
    return {"required": True, "content": {kind: {"schema": schema}}}


def _carried(body: Body, way: Way) -> tuple[str, Schema]:
    """Media type and schema of what a POST carries."""
    if isinstance(body, type):
        named = {"$ref": REF.format(name=body.__name__)}
        return (forms.media_type(body) if issubclass(body, FlaskForm) else JSON), named
    if body is FILE:
        return "application/octet-stream", FILE
    return forms.FORM, forms.of_blanks(body(way)) if callable(body) else body or {}


def _schemas(said: Collection[Address]) -> Schema:
    classes = {each for one in said for each in (one.body, one.gives) if isinstance(each, type)} | {answers.Refusal}
    by_name = sorted(classes, key=lambda each: each.__name__)
    structs = [each for each in by_name if issubclass(each, msgspec.Struct)]
    _, schemas = msgspec.json.schema_components(structs, ref_template=REF)
    schemas["Refusal"]["properties"]["error"]["examples"] = sorted({kind.code for kind in STATUS})
    return {**schemas, **{each.__name__: forms.of_form(each) for each in by_name if issubclass(each, FlaskForm)}}
