"""Every page. Each area keeps its own addresses in `vidsyn.web.<area>.urls` under its own `app_name`."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("vidsyn.web.reminders.urls")),  # the first page is Today
    path("", include("vidsyn.web.people.urls")),  # sign-in, people, units
    path("", include("vidsyn.web.shell.urls")),
    path("register/", include("vidsyn.web.register.urls")),
    path("partners/", include("vidsyn.web.partners.urls")),
    path("networks/", include("vidsyn.web.networks.urls")),
    path("collaborations/", include("vidsyn.web.collaborations.urls")),
    path("agreements/", include("vidsyn.web.agreements.urls")),
    path("import/", include("vidsyn.web.intake.urls")),
    path("history/", include("vidsyn.web.history.urls")),
    path("settings/", include("vidsyn.web.settings.urls")),
    path("health/", include("vidsyn.web.health.urls")),
    path("settings/", include("vidsyn.web.agreements.urls_settings")),
]
if settings.ENVIRONMENT != "production":
    urlpatterns.append(path("_/", include("vidsyn.web.gallery.urls")))
