"""An imported level is marked as unchecked against its requirements."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("collaborations", "0002_search_inside")]

    operations = [
        migrations.AddField("collaboration", "level_from_list", models.BooleanField(default=False)),
    ]
