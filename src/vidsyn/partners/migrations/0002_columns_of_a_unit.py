"""Unmapped columns belong to the unit that imported them and are closed until opened; existing ones are the
office's.
"""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0002_token_last_used"), ("partners", "0001_initial")]

    operations = [
        migrations.AddField(
            "partner",
            "extra_unit",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.unit",
            ),
        ),
        migrations.AddField("partner", "extra_open", models.BooleanField(default=False)),
    ]
