"""The tests run in their own environment and data folder, whoever starts them and however."""

import os
from pathlib import Path

from django.conf import settings


def test_tests_never_touch_a_data_folder_of_somebodys():
    assert settings.ENVIRONMENT == "test"
    assert Path(settings.DATA).name.startswith("vidsyn-test-")
    assert os.environ["VIDSYN_DATA"] == str(settings.DATA)


def test_work_for_later_waits_in_the_database_in_tests_as_elsewhere():
    assert settings.TASKS["default"]["BACKEND"] == "django_tasks_db.DatabaseBackend"
