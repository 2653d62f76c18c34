"""A decision round can be removed; its row remains, since the history refers to it."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("agreements", "0005_due_owner")]

    operations = [
        migrations.AddField("decisionround", "removed_at", models.DateTimeField(blank=True, null=True)),
    ]
