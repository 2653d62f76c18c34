"""What every test may use. No mocks of our own code: real database, real files, real browser."""

from __future__ import annotations

import os
import tempfile

# Before Django reads its settings: a data folder of the test run's own.
os.environ.setdefault("VIDSYN_ENV", "test")
os.environ["VIDSYN_DATA"] = tempfile.mkdtemp(prefix="vidsyn-test-")
