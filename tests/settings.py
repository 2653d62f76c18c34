"""Settings of the tests: their own environment and data folder, set before Django reads its settings.

A conftest runs too late for that: pytest-django reads the settings before the first of them.
"""

import os
import tempfile

os.environ["VIDSYN_ENV"] = "test"
os.environ["VIDSYN_DATA"] = tempfile.mkdtemp(prefix="vidsyn-test-")
# Processes that tests start read the real settings.
os.environ["DJANGO_SETTINGS_MODULE"] = "vidsyn.config.settings"

from vidsyn.config.settings import *  # noqa: E402, F403
from vidsyn.config.settings import INSTALLED_APPS, PROTOCOL  # noqa: E402

# The tests of external sign-in provide their own.
INSTALLED_APPS.append(PROTOCOL)
