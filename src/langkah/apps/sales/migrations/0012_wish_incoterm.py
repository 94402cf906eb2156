from django.db import migrations, models
from django.db.models import F


def _as_offered(apps, schema_editor):
    """Until now the wish and the offer stood in one column; what stands there is the wish."""
    apps.get_model("sales", "QuoteVersion").objects.update(wish_incoterm=F("incoterm"))


class Migration(migrations.Migration):
    dependencies = [
        ("sales", "0011_postcode"),
    ]

    operations = [
        migrations.AddField(
            model_name="quoteversion",
            name="wish_incoterm",
            field=models.CharField(blank=True, max_length=3),
        ),
        migrations.RunPython(_as_offered, migrations.RunPython.noop),
    ]
