"""Deadlines record their agreement's owner, so that one person's are found by an index."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def write_owners(apps: Any, _schema: Any) -> None:
    """Write the owners of existing agreements, as `operations.indexing` does for new ones."""
    Agreement = apps.get_model("agreements", "Agreement")
    owner = Agreement.objects.filter(pk=OuterRef("agreement")).values("owner")
    apps.get_model("agreements", "AgreementDue").objects.update(owner=Subquery(owner))


class Migration(migrations.Migration):
    dependencies = [
        ("agreements", "0004_levels_as_of_collaborations"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            "agreementdue",
            "owner",
            models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddIndex("agreementdue", models.Index(fields=["owner", "on"], name="agreement_due_owner")),
        # Last: PostgreSQL adds no index to a table with pending foreign key checks in the same transaction.
        migrations.RunPython(write_owners, migrations.RunPython.noop),
    ]
