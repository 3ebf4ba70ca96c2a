"""PostgreSQL: an index over the search terms as an array. SQLite reads the column, which practice sizes allow."""

from django.db import migrations


def index(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for column in ("public", "newest"):
            schema_editor.execute(
                f"CREATE INDEX articles_terms_{column} ON articles_searchterms USING gin (string_to_array({column}, ' '))"
            )


def unindex(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for column in ("public", "newest"):
            schema_editor.execute(f"DROP INDEX articles_terms_{column}")


class Migration(migrations.Migration):
    dependencies = [("articles", "0001_initial")]
    operations = [migrations.RunPython(index, unindex)]
