"""Whatever is sent to whichever address by whomever: never a 5xx, and only answers that /api/openapi.json tells.

Requests are made from that very document by schemathesis, always the same ones; a failure prints its curl command.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from random import Random
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import Case, GenerationMode, Response
from schemathesis.checks import not_a_server_error
from schemathesis.config import GenerationConfig, ProjectConfig, ProjectsConfig, SchemathesisConfig
from schemathesis.specs.openapi import checks

from queue_app.config import SignIn
from queue_app.domain.log.rights import Right, Role
from queue_app.web.frame import flood, throttle
from queue_app.web.frame.limits import Pace
from tests.fuzz.life import EVERYONE, Life, first_with, rights_of
from tests.fuzz.real import plant
from tests.offices import Office
from tests.web.visitors import make_site

CHECKS = [
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
]
CONFIG = SchemathesisConfig(
    projects=ProjectsConfig(default=ProjectConfig(generation=GenerationConfig(with_security_parameters=False)))
)
JSON = "application/json"
FITTING, UNFITTING = GenerationMode
# Requests to one address: by the first in EVERYONE who may open it; to a form of the set-up, of which there are many;
# by whoever else may, too.
IS_LONG = "ROUNDS" in os.environ  # make test-long
WHOLLY = {FITTING: 6, UNFITTING: 2} if IS_LONG else {FITTING: 3, UNFITTING: 1}
FORMS, BRIEFLY = {FITTING: 4, UNFITTING: 1}, {FITTING: 1}


SET_UP = "/admin/"


@pytest.fixture
def life(request: pytest.FixtureRequest, office: Office, tmp_path: Path) -> Life:
    """Afterwards the office's rows are still the fold of its events, and its chain holds."""
    return Life(make_site(office, tmp_path, sign_in=SignIn(tries=1000)), request.param)


@pytest.mark.timeout(300)
@pytest.mark.parametrize("life", EVERYONE, ids=str, indirect=True)
@pytest.mark.slow("every address with examples of everything")
def test_no_request_fails_us(life: Life) -> None:
    refused = set(Right) - rights_of(life.someone)
    for operation in operations(life):
        right = Right(operation.definition.raw["x-right"])
        if right in rights_of(life.someone):
            amounts = WHOLLY if life.someone == first_with(right) else BRIEFLY
        else:
            amounts = {FITTING: 1} if right in refused else {}
            refused -= {right}  # whoever lacks a right is refused before any view runs: one address tells
        if SET_UP not in operation.path:
            send(life, operation, amounts)


@pytest.mark.long
@pytest.mark.timeout(300)
@pytest.mark.parametrize("life", [Role.ADMINISTRATOR], ids=str, indirect=True)
@pytest.mark.parametrize("method", ["get", "post"])
def test_no_request_for_the_set_up_fails_us(life: Life, method: str) -> None:
    for operation in operations(life):
        if SET_UP in operation.path and operation.method == method:
            send(life, operation, FORMS if method == "post" else BRIEFLY)


def operations(life: Life) -> list[Any]:
    told: Any = life.visitor.get("/api/openapi.json").json
    found: Any = schemathesis.openapi.from_dict(told, config=CONFIG).get_all_operations()
    return [each.ok() for each in found]


def send(life: Life, operation: Any, amounts: Mapping[GenerationMode, int]) -> None:
    for mode, examples in amounts.items():
        send_some(life, operation.as_strategy(generation_mode=mode), examples)


def send_some(life: Life, cases: st.SearchStrategy[Case[Any]], examples: int) -> None:
    life.shown.clear()

    @settings(
        max_examples=examples, derandomize=True, database=None, deadline=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(case=cases, seed=st.integers(0, 2**32))
    def send_one(case: Case[Any], seed: int) -> None:
        life.goes_on()
        chance = Random(seed)
        plant(life, chance, case.path_parameters, path=case.path)
        for part in (case.query, case.body):
            plant(life, chance, part, path=case.formatted_path)
        if isinstance(case.body, dict) and case.media_type != JSON:
            case.body["csrf_token"] = life.visitor.csrf()
        throttle.register(life.site.app, "")  # no request is refused for those before it
        flood.register(life.site.app)
        life.site.app.extensions["antrean.pace"] = Pace()
        browser: Any = life.visitor.browser
        # Within one process nobody unpacks what came packed.
        sent = {"X-CSRFToken": life.visitor.csrf(), "Accept-Encoding": "identity"}
        answer = case.call(session=browser, app=life.site.app, headers=sent, buffered=True)
        life.is_out = life.is_out or answer.status_code in {302, 401}
        case.validate_response(answer, checks=CHECKS)
        assert_told_why(case, answer)

    send_one()


def assert_told_why(case: Case[Any], answer: Response) -> None:
    """A program that is refused is told a code and a reason."""
    path = case.formatted_path
    is_for_programs = case.media_type == JSON or path.endswith(("/state", "/search")) or path.startswith("/api/")
    if answer.status_code >= 400 and is_for_programs:
        refusal = answer.json()
        assert list(refusal) == ["error", "message"]
        assert all(refusal.values())
