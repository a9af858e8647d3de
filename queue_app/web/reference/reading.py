"""Reads the OpenAPI document as people do: by who asks, address by address, field by field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from queue_app.domain.log.rights import DEVICE_RIGHTS, RIGHTS, Right
from queue_app.web.frame.address import HTML, Schema

REF = "#/components/schemas/"
JSON = "application/json"
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


class Group(NamedTuple):
    """Addresses of one audience. title, says: msgids. is_full: each is told with its fields; else in a line."""

    key: str
    title: str
    says: str
    is_full: bool


GROUPS: tuple[Group, ...] = (
    Group("public", "Public data", "Everybody may read these; there is nothing about a person in them.",
        is_full=True,
    ),
    Group(
        "token", "With a token of the office",
        "For a program that a supervisor gave a token, as the office’s own system of performance.",
        is_full=True,
    ),
    Group(
        "device", "Kiosks, displays and other devices",
        "Open to everybody before the screens of an office that pairs no devices; else to the paired ones.",
        is_full=True,
    ),
    Group(
        "staff", "Signed-in people",
        "What the scripts of our pages send and read, with the session and the CSRF token of their page.",
        is_full=True,
    ),
    Group("pages", "Pages for everyone", "Web pages, and files to download.", is_full=False),
    Group("staff-pages", "Pages for signed-in people", "Web pages, their forms, and files to download.", is_full=False),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Field:
    """kind: in words. struct: the name of its struct, if it is one or holds one."""

    name: str
    kind: str
    struct: str
    is_required: bool


@dataclass(frozen=True, slots=True)
class Operation:
    """One address and method. may: roles, devices, "token" or "everyone". asks: arguments, with where they stand.

    body, gives: the media type, and the fields or the name of the struct.
    """

    method: str
    path: str
    says: str
    may: str
    asks: Sequence[tuple[Field, str]]
    body: str
    takes: Sequence[Field]
    gives: str
    struct: str
    statuses: str


@dataclass(frozen=True, slots=True)
class Struct:
    """A body or an answer, or a part of one. says: its own words, where it has some."""

    name: str
    says: str
    fields: Sequence[Field]


def operations(document: Schema) -> dict[str, list[Operation]]:
    """By the key of their group, in the order of their paths."""
    found: dict[str, list[Operation]] = {group.key: [] for group in GROUPS}
    for path, methods in sorted(document["paths"].items()):
        for method, said in sorted(methods.items()):
            found[_group(said)].append(_operation(document, path, method, said))
    return found


def structs(document: Schema, told: Mapping[str, Sequence[Operation]]) -> list[Struct]:
    """Those that the fully told operations name, and those that these hold, by name."""
    schemas: Schema = document["components"]["schemas"]
    full = [each for group in GROUPS if group.is_full for each in told[group.key]]
    named = {each.struct for each in full} | {field.struct for each in full for field in each.takes} - {""}
    seen: dict[str, Struct] = {}
    while waiting := sorted(named - {""} - set(seen)):
        for name in waiting:
            seen[name] = Struct(name, schemas[name].get("description", ""), list(_fields(schemas[name])))
            named |= {field.struct for field in seen[name].fields}
    return [seen[name] for name in sorted(seen)]


def _group(said: Schema) -> str:
    is_data = JSON in _kinds(said["responses"]) or JSON in said.get("requestBody", {}).get("content", {})
    schemes = {scheme for each in said["security"] for scheme in each}
    if "token" in schemes:
        return "token"
    if said["x-right"] in {right for rights in DEVICE_RIGHTS.values() for right in rights}:
        return "device"
    if said["x-right"] == Right.OPEN:
        return "public" if is_data else "pages"
    return "staff" if is_data else "staff-pages"


def _operation(document: Schema, path: str, method: str, said: Schema) -> Operation:
    content: Schema = said.get("requestBody", {}).get("content", {})
    kind = next(iter(content), "")
    body = "form" if kind in FORMS else kind
    gives, struct = _gives(said["responses"])
    asks = [_asked(each) for each in said["parameters"] if "$ref" not in each]
    return Operation(
        method.upper(), path, said["summary"], _may(said), asks, body,
        list(_fields(_whole(document, content.get(kind, {}).get("schema", {})))), gives, struct,
        ", ".join(sorted(said["responses"])),
    )  # fmt: skip


def _whole(document: Schema, schema: Schema) -> Schema:
    name = _struct(schema)
    return document["components"]["schemas"][name] if schema.get("$ref") else schema


def _gives(responses: Schema) -> tuple[str, str]:
    """Media type and struct of what was done; a form leads on."""
    for status in ("200", "201"):
        for kind, content in responses.get(status, {}).get("content", {}).items():
            return ("" if kind == HTML else kind), _struct(content.get("schema", {}))
    return "", ""


def _kinds(responses: Schema) -> set[str]:
    return {kind for status in ("200", "201") for kind in responses.get(status, {}).get("content", {})}


def _asked(parameter: Schema) -> tuple[Field, str]:
    field = Field(
        parameter["name"], kind_of(parameter["schema"]), _struct(parameter["schema"]), parameter.get("required", False)
    )
    return field, parameter["in"]


def _fields(schema: Schema) -> Iterator[Field]:
    required = set(schema.get("required", ()))
    for name, each in schema.get("properties", {}).items():
        yield Field(name, kind_of(each), _struct(each), name in required)


def kind_of(schema: Any) -> str:
    """The schema in words: string, integer 1–60, a | b, list of X, X or null."""
    if not schema:
        return "anything"
    if "$ref" in schema:
        return str(schema["$ref"].removeprefix(REF))
    if "enum" in schema:
        return " | ".join(str(each) for each in schema["enum"])
    if "anyOf" in schema:
        return " or ".join(kind_of(each) for each in schema["anyOf"])
    return _plain(schema)


def _plain(schema: Schema) -> str:
    kind = schema.get("type", "anything")
    if kind == "array":
        return f"list of {kind_of(schema.get('items', {}))}"
    if kind == "object" and isinstance(schema.get("additionalProperties"), dict):
        return f"object of {kind_of(schema['additionalProperties'])}"
    low, high = schema.get("minimum"), schema.get("maximum")
    limits = f" {low}–{high}" if low is not None and high is not None else ""
    return f"{kind}{limits}" + (f" ({schema['format']})" if "format" in schema else "")


def _struct(schema: Any) -> str:
    """The first struct in it."""
    if not isinstance(schema, dict):
        return ""
    if "$ref" in schema:
        return str(schema["$ref"].removeprefix(REF))
    parts = [*schema.get("anyOf", ()), schema.get("items"), schema.get("additionalProperties")]
    return next((found for part in parts if (found := _struct(part))), "")


def _may(said: Schema) -> str:
    right = Right(said["x-right"])
    if any("token" in each for each in said["security"]):
        return "token"
    if right in RIGHTS[None]:
        return "everyone"
    devices = [str(kind) for kind, rights in DEVICE_RIGHTS.items() if right in rights]
    return ", ".join(devices or [str(role) for role, rights in RIGHTS.items() if role and right in rights])
