"""Give a person a new first password and sign all their devices out."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.accounts.devices import revoke
from portal.accounts.models import Device, User
from portal.accounts.passwords import first_password


class Command(BaseCommand):
    """reset_password USERNAME"""

    help = "Set a random first password that must be changed at the next sign-in, and revoke the account's devices."

    def add_arguments(self, parser: CommandParser) -> None:
        """Arguments."""
        parser.add_argument("username")

    def handle(self, *args: Any, **options: Any) -> None:
        """Reset."""
        user = User.objects.filter(username=options["username"]).first()
        if user is None:
            raise CommandError(f"there is no account {options['username']!r}")
        password = first_password()
        user.set_password(password)
        user.must_change_password = True
        user.save()
        devices = revoke(Device.objects.filter(user=user))
        self.stdout.write(f"account:  {user.username}\npassword: {password}\ndevices signed out: {devices}")
