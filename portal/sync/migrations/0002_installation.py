"""Give the database its random word."""

import secrets

from django.db import migrations

_LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"


def mark(apps, schema_editor):
    installation = apps.get_model("sync", "Installation")
    if not installation.objects.exists():
        installation.objects.create(epoch="".join(secrets.choice(_LETTERS) for _ in range(10)))


class Migration(migrations.Migration):
    dependencies = [("sync", "0001_initial")]
    operations = [migrations.RunPython(mark, migrations.RunPython.noop, elidable=False)]
