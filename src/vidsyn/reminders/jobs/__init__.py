"""Clock jobs: daily reminders, weekly digests. Both are idempotent: running them again sends nothing twice."""
