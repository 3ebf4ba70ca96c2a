"""schemathesis over the OpenAPI document: whatever is sent, no 5xx and no answer that the document does not tell of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, settings
from jsonschema_rs import validator_for
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import content_type_conformance, response_schema_conformance, status_code_conformance

from portal.accounts.models import User
from portal.api.main import api
from tests.portal.district import District

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
schemathesis.serializer.alias("application/offset+octet-stream", "application/octet-stream")
schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())


@pytest.fixture
def token(district: District) -> Iterator[str]:
    """Somebody who is everything at once, so that the fuzzing gets past the doors; with an article in review and one public."""
    User.objects.filter(username="both_a").update(is_centre_reviewer=True, is_administrator=True)
    district.submitted()
    district.published()
    secret = district.person("both_a").token
    signals = (request_started, request_finished)  # after the calls above: Django's test client connects them again
    for signal in signals:  # a server closes stale connections around requests; here that would end the test's transaction
        signal.disconnect(close_old_connections)
    yield secret
    for signal in signals:
        signal.connect(close_old_connections)


@schema.parametrize()
@settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_no_undocumented_answer(case: Any, token: str) -> None:
    case.call_and_validate(headers={"Authorization": f"Bearer {token}"}, checks=CHECKS)


def test_the_document_is_valid_openapi() -> None:
    document = api.get_openapi_schema()
    assert document["openapi"].startswith("3.1")
    names = [operation["operationId"] for methods in document["paths"].values() for operation in methods.values()]
    assert len(names) == len(set(names))
    for name, part in document["components"]["schemas"].items():
        definitions = {"components": document["components"]}
        validator_for({**part, **definitions}), name
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            refusals = [status for status in operation["responses"] if int(status) >= 400]
            assert 400 in refusals, (method, path)
            for status in refusals:
                assert "application/problem+json" in operation["responses"][status]["content"]
            named = {part["name"] for part in operation["parameters"] if part["in"] == "path"}
            assert named == {piece.strip("{}") for piece in path.split("/") if piece.startswith("{")}


def test_every_parameter_is_bounded() -> None:
    """Numbers have limits, texts a length or a pattern or a format: `?limit=-5` was a 500 once."""
    loose = []
    for path, methods in api.get_openapi_schema()["paths"].items():
        for method, operation in methods.items():
            for parameter in operation["parameters"]:
                parts = parameter["schema"].get("anyOf", [parameter["schema"]])
                for part in parts:
                    numeric = part.get("type") == "integer" and not ({"minimum", "maximum"} <= set(part))
                    textual = part.get("type") == "string" and not set(part) & {"maxLength", "pattern", "format", "enum", "const"}
                    if (numeric or textual) and parameter["in"] != "path":
                        loose.append(f"{method} {path} {parameter['name']}")
    assert not loose
