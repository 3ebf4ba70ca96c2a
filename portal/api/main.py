"""The one NinjaAPI: routers, refusals as problem details, the OpenAPI document."""

from __future__ import annotations

import logging
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema

import portal
from portal.api.answers import ProblemOut
from portal.api.articles import router as articles
from portal.api.auth import device_token
from portal.api.changes import router as changes
from portal.api.devices import router as devices
from portal.api.files import router as files
from portal.api.health import router as health
from portal.api.organisation import router as organisation
from portal.api.review import router as review
from portal.api.search import router as search
from portal.api.uploads import router as uploads
from portal.problems import Problem, response_of

logger = logging.getLogger("portal.api")


class PortalApi(NinjaAPI):
    """NinjaAPI whose document also knows what a problem looks like."""

    def get_openapi_schema(self, *args: Any, **kwargs: Any) -> OpenAPISchema:
        """The OpenAPI 3.1 document."""
        document = super().get_openapi_schema(*args, **kwargs)
        document["components"].setdefault("schemas", {})["ProblemOut"] = ProblemOut.json_schema()
        return document


api = PortalApi(
    title="政务采编 portal",
    version=portal.__version__,
    description="Articles of a district's units: submission, review, publication. Errors are RFC 9457 problem details.",
    auth=device_token,
    docs_url=None,
    openapi_url="/openapi.json",
    urls_namespace="portal-api",
)
for router in (health, devices, organisation, changes, articles, review, files, uploads, search):
    api.add_router("", router)


@api.exception_handler(Problem)
def _problem(request: HttpRequest, problem: Problem) -> HttpResponse:
    return response_of(problem)


@api.exception_handler(AuthenticationError)
def _unauthenticated(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    return response_of(Problem(401, "unauthorized"))


@api.exception_handler(ValidationError)
def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    fields = [
        {
            "field": ".".join(str(part) for part in item["loc"]),
            "code": str(item["type"]),
            "message": {"zh": item["msg"], "en": item["msg"]},
        }
        for item in error.errors[:50]
    ]
    return response_of(Problem(422, "validation", fields=fields))


@api.exception_handler(RequestDataTooBig)
def _too_big(request: HttpRequest, error: RequestDataTooBig) -> HttpResponse:
    return response_of(Problem(413, "too_large"))


@api.exception_handler(Http404)
def _not_found(request: HttpRequest, error: Http404) -> HttpResponse:
    return response_of(Problem(404, "not_found"))


@api.exception_handler(HttpError)
def _http_error(request: HttpRequest, error: HttpError) -> HttpResponse:
    return response_of(Problem(error.status_code, "bad_request" if error.status_code == 400 else "error", error.message[:200]))


@api.exception_handler(Exception)
def _bug(request: HttpRequest, error: Exception) -> HttpResponse:
    logger.exception("%s %s failed", request.method, request.path)
    return response_of(Problem(500, "internal_error"))
