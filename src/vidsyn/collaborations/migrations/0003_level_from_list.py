"""A level that a list brought in is marked: nobody has tested that the collaboration has what it asks for."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("collaborations", "0002_search_inside")]

    operations = [
        migrations.AddField("collaboration", "level_from_list", models.BooleanField(default=False)),
    ]
