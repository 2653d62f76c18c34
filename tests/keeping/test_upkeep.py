"""A data folder is migrated once, and one used by a later version is left alone."""

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from vidsyn.keeping.upkeep import bring_up_to_date, pending
from vidsyn.kernel.refusals import Refusal

pytestmark = pytest.mark.django_db


def test_nothing_to_do_takes_few_statements(django_assert_max_num_queries):
    with django_assert_max_num_queries(2):
        assert bring_up_to_date() is False


def test_a_migration_the_database_lacks_is_pending():
    MigrationRecorder(connection).record_unapplied("sessions", "0001_initial")
    assert pending() == {("sessions", "0001_initial")}


def test_a_database_from_a_later_version_is_refused():
    MigrationRecorder(connection).record_applied("people", "9999_later")
    with pytest.raises(Refusal, match="data_newer_than_program"):
        bring_up_to_date()
