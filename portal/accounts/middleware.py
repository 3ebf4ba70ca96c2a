"""An account with a handed-out password gets no further in Wagtail's admin than the page that changes it."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse


class FirstPassword:
    """Sends such people from any admin page to their account page. The API refuses them a device token instead."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let everything else pass."""
        if request.path.startswith("/admin/") and self._must_change(request):
            account = reverse("wagtailadmin_account")
            allowed = (account, reverse("wagtailadmin_logout"), reverse("wagtailadmin_login"), "/admin/jsi18n/", "/admin/sprite")
            if not request.path.startswith(allowed):
                return HttpResponseRedirect(account)
        return self.get_response(request)

    @staticmethod
    def _must_change(request: HttpRequest) -> bool:
        return request.user.is_authenticated and request.user.must_change_password
