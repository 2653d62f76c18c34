"""Vidsyn's URLs."""

from django.urls import URLPattern, URLResolver, include, path

from vidsyn.api.routes import addresses

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v1/", addresses()),
    path("sign-in/", include("allauth.socialaccount.providers.openid_connect.urls")),
    path("", include("vidsyn.web.urls")),
]

handler400 = "vidsyn.web.shell.errors.bad_request"
handler403 = "vidsyn.web.shell.errors.forbidden"
handler404 = "vidsyn.web.shell.errors.not_found"
handler500 = "vidsyn.web.shell.errors.server_error"
