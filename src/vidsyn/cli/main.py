"""The command `vidsyn`."""

from __future__ import annotations

import os

import click


@click.group()
@click.version_option(package_name="vidsyn")
def main() -> None:
    """A register of a university's international collaborations."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vidsyn.config.settings")
    django.setup()
