"""Every page. Each area keeps its own addresses in `vidsyn.web.<area>.urls` under its own `app_name`."""

from importlib.util import find_spec

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from vidsyn.web.shell.pages import first

# Area → where it hangs. An area that nobody has built yet is left out.
AREAS = {
    "reminders": "",  # today:…, the first page
    "people": "",  # people:…, sign-in and settings of people and units
    "register": "register/",
    "partners": "partners/",
    "networks": "networks/",
    "collaborations": "collaborations/",
    "agreements": "agreements/",
    "intake": "import/",
    "history": "history/",
    "settings": "settings/",
}

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("vidsyn.web.shell.urls")),
    *(
        path(prefix, include(f"vidsyn.web.{area}.urls"))
        for area, prefix in AREAS.items()
        if find_spec(f"vidsyn.web.{area}") and find_spec(f"vidsyn.web.{area}.urls")
    ),
]
urlpatterns.append(path("", first))
if settings.ENVIRONMENT != "production":
    urlpatterns.append(path("_/", include("vidsyn.web.gallery.urls")))
