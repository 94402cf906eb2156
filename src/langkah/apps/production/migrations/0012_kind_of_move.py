from urllib.parse import parse_qs, urlsplit

from django.db import migrations, models

RESTS = "/production/calendar/undo/"


def name_rests(apps, schema_editor):
    """Rests of the last weeks can still be taken back: their rows stand in their way back."""
    moves = apps.get_model("production", "PlanMove").objects
    for move in moves.filter(back__startswith=RESTS):
        asked = parse_qs(urlsplit(move.back).query)
        move.kind = "rest"
        move.wrote = {
            name: [int(one) for one in asked.get(name, [""])[0].split(",") if one.isdigit()]
            for name in ("days", "own")
        }
        move.save(update_fields=["kind", "wrote"])


class Migration(migrations.Migration):
    dependencies = [("production", "0011_way_back")]

    operations = [
        migrations.AddField(
            model_name="planmove",
            name="kind",
            field=models.CharField(blank=True, default="", max_length=12),
        ),
        migrations.AddField(
            model_name="planmove",
            name="wrote",
            field=models.JSONField(blank=True, default=dict),
        ),
        migrations.AddField(
            model_name="planmove",
            name="broke",
            field=models.JSONField(blank=True, default=list),
        ),
        migrations.RunPython(name_rests, migrations.RunPython.noop),
    ]
