"""App: people, their devices and the sign-in log."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """People of the units and the centre."""

    name = "portal.accounts"
    label = "accounts"
    verbose_name = "人员"

    def ready(self) -> None:
        """Connect the sign-in log and the administrators' group."""
        from portal.accounts import groups, sign_in_log

        sign_in_log.connect()
        groups.connect()
