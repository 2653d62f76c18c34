"""Spans record whether their agreement had expired before import; unlinked parties are found by an index."""

from __future__ import annotations

from typing import Any

from django.db import migrations, models
from django.utils import timezone


def mark_past(apps: Any, _schema: Any) -> None:
    """Mark existing agreements, as `operations.indexing` does for new ones."""
    Span = apps.get_model("agreements", "AgreementSpan")
    expired = Span.objects.filter(status="expired").values_list("pk", "first", "agreement__created_at")
    past = [key for key, first, came_at in expired.iterator() if first <= timezone.localdate(came_at)]
    for start in range(0, len(past), 500):
        Span.objects.filter(pk__in=past[start : start + 500]).update(came_past=True)


class Migration(migrations.Migration):
    dependencies = [("agreements", "0002_search_inside_and_spans")]

    operations = [
        migrations.AddField("agreementspan", "came_past", models.BooleanField(default=False)),
        migrations.RunPython(mark_past, migrations.RunPython.noop),
        migrations.AddIndex(
            "agreementspan",
            models.Index(fields=["came_past", "agreement", "first"], name="agreement_span_past"),
        ),
        migrations.AddIndex(
            "party", models.Index(fields=["partner", "side", "agreement"], name="party_partner")
        ),
    ]
