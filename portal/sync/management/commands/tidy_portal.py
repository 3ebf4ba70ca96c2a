"""Daily: forget expired uploads, old answers under idempotency keys, old sessions and devices."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils import timezone

from portal.accounts.models import Device
from portal.sync.once import forget_old
from portal.uploads.tus import remove_expired


class Command(BaseCommand):
    """tidy_portal"""

    help = "Remove expired uploads, answers kept for repeated requests, sessions, and devices expired 30 days ago."

    def handle(self, *args: Any, **options: Any) -> None:
        """Tidy."""
        uploads, answers = remove_expired(), forget_old()
        devices = Device.objects.filter(expires_at__lt=timezone.now() - dt.timedelta(days=30)).delete()[0]
        call_command("clearsessions")
        self.stdout.write(f"uploads {uploads}, answers {answers}, devices {devices}")
