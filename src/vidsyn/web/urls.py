"""Every page. Each area keeps its own addresses in `vidsyn.web.<area>.urls` under its own `app_name`.

An area hangs under its own name unless it is named here.
"""

from collections.abc import Iterator
from importlib.util import find_spec
from pkgutil import iter_modules

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

import vidsyn.web

# At the top: Today, the first page; sign-in, people and units; what every page shares.
_AT = {"reminders": "", "people": "", "shell": "", "intake": "import/", "gallery": "_/"}
_NOT_IN_PRODUCTION = {"gallery"}


def _areas() -> Iterator[URLResolver]:
    for area in sorted(name for _, name, is_area in iter_modules(vidsyn.web.__path__) if is_area):
        here = f"vidsyn.web.{area}"
        if settings.ENVIRONMENT == "production" and area in _NOT_IN_PRODUCTION:
            continue
        if find_spec(f"{here}.urls"):
            yield path(_AT.get(area, f"{area}/"), include(f"{here}.urls"))
        if find_spec(f"{here}.urls_settings"):
            yield path("settings/", include(f"{here}.urls_settings"))


urlpatterns: list[URLPattern | URLResolver] = [*_areas()]
