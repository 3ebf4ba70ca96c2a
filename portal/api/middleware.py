"""Headers of public pages, and problem details for what never reaches the API's own handlers."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from portal.problems import MEDIA_TYPE, Problem, response_of

API = "/api/v1/"
_PUBLIC_CSP = (
    "default-src 'none'; img-src 'self'; style-src 'self'; font-src 'self'; script-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


class PublicHeaders:
    """A strict content policy on every page that is not Wagtail's admin: nothing foreign loads, nothing inline runs."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Add what the view did not set itself."""
        response = self.get_response(request)
        if not request.path.startswith("/admin/"):
            response.headers.setdefault("Content-Security-Policy", _PUBLIC_CSP)
            response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        if request.path.startswith(API):
            response.headers.setdefault("Cache-Control", "no-store")
        return response


class ApiProblems:
    """404 and 405 below /api/v1 that Django answered itself become problem details too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Rewrite foreign error pages."""
        response = self.get_response(request)
        foreign = response.status_code >= 400 and not response.headers.get("Content-Type", "").startswith(MEDIA_TYPE)
        if not foreign or not request.path.startswith(API):
            return response
        code = {400: "bad_request", 404: "not_found", 405: "method_not_allowed", 413: "too_large"}.get(
            response.status_code, "error"
        )
        answer = response_of(Problem(response.status_code, code))
        if "Allow" in response.headers:
            answer.headers["Allow"] = response.headers["Allow"]
        return answer
