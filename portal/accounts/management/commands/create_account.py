"""Make an account for a person of a unit and print the first password once."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.accounts.models import User
from portal.accounts.passwords import first_password
from portal.organisation.models import Unit

ROLES = ("officer", "unit_reviewer", "centre_reviewer", "administrator")


class Command(BaseCommand):
    """create_account USERNAME --unit CODE --role ROLE [--role ROLE] [--name NAME]"""

    help = "Make an account with a random first password that must be changed at the first sign-in."

    def add_arguments(self, parser: CommandParser) -> None:
        """Arguments."""
        parser.add_argument("username")
        parser.add_argument("--unit", required=True, help="code of the unit")
        parser.add_argument("--role", action="append", choices=ROLES, required=True, help="may be given several times")
        parser.add_argument("--name", default="", help="the person's name")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make it."""
        unit = Unit.objects.filter(code=options["unit"]).first()
        if unit is None:
            raise CommandError(f"there is no unit {options['unit']!r}")
        user = User(username=options["username"], display_name=options["name"], unit=unit)
        for role in options["role"]:
            setattr(user, f"is_{role}", True)
        password = first_password()
        user.set_password(password)
        user.must_change_password = True
        try:
            user.full_clean()
        except ValidationError as error:
            raise CommandError("; ".join(error.messages)) from error
        user.save()
        self.stdout.write(f"account:  {user.username}\npassword: {password}")
        self.stdout.write("It is shown only now and must be changed at the first sign-in.")
