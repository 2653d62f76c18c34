"""A period of notice may be days instead of months; existing ones remain in months."""

from __future__ import annotations

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("agreements", "0006_rounds_removed")]

    operations = [
        migrations.AddField(
            "agreement", "notice_days", models.PositiveSmallIntegerField(null=True, blank=True)
        ),
        migrations.AddConstraint(
            "agreement",
            models.CheckConstraint(
                condition=Q(notice_months=None) | Q(notice_days=None), name="agreement_notice_in_one_unit"
            ),
        ),
    ]
