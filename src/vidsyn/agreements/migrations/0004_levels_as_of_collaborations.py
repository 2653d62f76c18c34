"""Levels of agreements are named as those of collaborations."""

from __future__ import annotations

from typing import Any

from django.db import migrations, models

CALLED_NOW = {"researcher": "researcher_initiated", "university": "university_wide"}
LEVELS = ("researcher_initiated", "unit", "university_wide", "strategic")


def rename(apps: Any, _schema: Any) -> None:
    """Rename on existing agreements. The history retains the old names."""
    Agreement = apps.get_model("agreements", "Agreement")
    for before, now in CALLED_NOW.items():
        Agreement.objects.filter(level=before).update(level=now)


class Migration(migrations.Migration):
    dependencies = [("agreements", "0003_span_came_past")]

    operations = [
        migrations.AlterField(
            "agreement",
            "level",
            models.CharField(max_length=20, choices=[(level, level) for level in LEVELS], blank=True),
        ),
        migrations.RunPython(rename, migrations.RunPython.noop),
    ]
