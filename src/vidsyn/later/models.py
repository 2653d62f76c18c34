"""Signs of life of what runs by itself."""

from __future__ import annotations

from django.db import models


class Heartbeat(models.Model):
    """When something that runs by itself, a worker or the clock, last said that it is alive."""

    name = models.CharField(max_length=80, primary_key=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
