"""What the doors keep so that one sending is carried out once."""

from __future__ import annotations

from django.db import models


class Submission(models.Model):
    """A key under which somebody sent something that was carried out: sent again, it is answered and not repeated.

    `digest` is of everything that was sent; `answer` what the door answered with, without secrets that are shown
    once. Kept for a week (`submissions.KEPT`).
    """

    id = models.BigAutoField(primary_key=True)
    actor_kind = models.CharField(max_length=20)
    actor_id = models.CharField(max_length=40)
    key = models.CharField(max_length=200)
    operation = models.CharField(max_length=60)
    digest = models.CharField(max_length=64)
    answer = models.JSONField(default=dict)
    made_at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key", "actor_kind", "actor_id"], name="submission_once")
        ]

    def __str__(self) -> str:
        return f"{self.operation} {self.made_at:%Y-%m-%d %H:%M}"
