"""The search index: an FTS5 table over the products' words on SQLite, a GIN index on PostgreSQL."""

from django.db import migrations

SQLITE = """
CREATE VIRTUAL TABLE catalogue_find USING fts5(
    workshop_id, search_words,
    content='catalogue_product', content_rowid='id',
    tokenize='unicode61', prefix='2 3', columnsize=0
)
"""
POSTGRES = """
CREATE INDEX catalogue_find ON catalogue_product USING gin (to_tsvector('simple', search_words))
"""


def make(apps, schema_editor):
    schema_editor.execute(SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRES)


def unmake(apps, schema_editor):
    kind = "TABLE" if schema_editor.connection.vendor == "sqlite" else "INDEX"
    schema_editor.execute(f"DROP {kind} catalogue_find")


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0001_initial")]
    operations = [migrations.RunPython(make, unmake)]
