"""PostgreSQL itself refuses two rules about one thing for one day; SQLite has one writer."""

from django.db import migrations

# The text key becomes a range of one number, because equality inside a GiST index would need the
# extension btree_gist, which not every PostgreSQL brings. 60 bits of MD5 do not meet by chance.
ADD = """
ALTER TABLE rules_datedrule ADD CONSTRAINT two_rules_never_answer_for_one_day EXCLUDE USING gist (
    int8range(
        ('x' || substr(md5(workshop_id::text || '|' || market || '|' || hs || '|' || kind || '|' ||
            programme || '|' || audience || '|' || origin), 1, 15))::bit(60)::bigint,
        ('x' || substr(md5(workshop_id::text || '|' || market || '|' || hs || '|' || kind || '|' ||
            programme || '|' || audience || '|' || origin), 1, 15))::bit(60)::bigint,
        '[]'
    ) WITH &&,
    daterange(valid_from, valid_until) WITH &&,
    tstzrange(recorded_at, replaced_at) WITH &&
) WHERE (NOT day_unknown)
"""
DROP = "ALTER TABLE rules_datedrule DROP CONSTRAINT two_rules_never_answer_for_one_day"


def add(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(ADD)


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(DROP)


class Migration(migrations.Migration):
    dependencies = [("rules", "0001_initial")]

    operations = [migrations.RunPython(add, drop)]
