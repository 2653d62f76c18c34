"""The worker: takes outgoing work (mail and the like) from the queue in the database."""

from __future__ import annotations

from django.utils.crypto import get_random_string


def work(*, batch: bool, interval: float = 1.0) -> None:
    """Do queued work: until the queue is empty when `batch`, else for ever, asking every `interval` seconds."""
    from django_tasks_db.management.commands.db_worker import Worker

    Worker(
        queue_names=["*"],
        excluded_queue_names=[],
        interval=interval,
        batch=batch,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=get_random_string(32),
    ).run()


def drain() -> None:
    """Do what is queued and due now. Where work is done at once (tests) nothing is ever queued."""
    from django_tasks import default_task_backend
    from django_tasks_db import DatabaseBackend

    if isinstance(default_task_backend, DatabaseBackend):
        work(batch=True)
