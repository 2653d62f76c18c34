"""An imported agreement records the stage it was imported at: that stage was not reached by steps taken here."""

from __future__ import annotations

from typing import Any

from django.db import migrations, models

STAGES = ("requested", "drafting", "in_review", "decided", "for_signature", "signed", "withdrawn")


def mark(apps: Any, _schema: Any) -> None:
    """Agreements have been imported as signed, or as for signature."""
    agreements = apps.get_model("agreements", "Agreement").objects
    agreements.filter(taken_as_signed=True).update(imported_stage="signed")
    agreements.filter(taken_as_signed=False).exclude(source="").update(imported_stage="for_signature")


class Migration(migrations.Migration):
    dependencies = [("agreements", "0007_notice_in_days")]

    operations = [
        migrations.AddField(
            "agreement",
            "imported_stage",
            models.CharField(
                blank=True, default="", max_length=15, choices=[(stage, stage) for stage in STAGES]
            ),
            preserve_default=False,
        ),
        migrations.RunPython(mark, migrations.RunPython.noop),
    ]
