"""The database refuses to alter or remove history from now on."""

from django.db import migrations

from vidsyn.history import guard


def put_up(_apps, editor):
    guard.put_up(editor.connection)


def take_down(_apps, editor):
    guard.take_down(editor.connection)


class Migration(migrations.Migration):
    dependencies = [("plumbing", "0001_initial")]
    operations = [migrations.RunPython(put_up, take_down)]
