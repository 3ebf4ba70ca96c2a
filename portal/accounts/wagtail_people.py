"""People in Wagtail's admin: its user screens with our fields."""

from __future__ import annotations

from wagtail.users.apps import WagtailUsersAppConfig


class PeopleAppConfig(WagtailUsersAppConfig):
    """Wagtail's user app with our view set."""

    user_viewset = "portal.accounts.wagtail_people_views.PeopleViewSet"
