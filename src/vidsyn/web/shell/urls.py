"""Addresses of the shell's own pages."""

from django.urls import path

from vidsyn.web.shell import look, pages

app_name = "shell"
urlpatterns = [
    path("language/", look.set_language, name="language"),
    path("theme/", look.set_theme, name="theme"),
    path("about/", pages.about, name="about"),
    path("accessibility/", pages.accessibility, name="accessibility"),
]
