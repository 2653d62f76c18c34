"""Addresses of the settings."""

from django.urls import path

from vidsyn.web.settings import views

urlpatterns = [path("", views.settings_page, name="settings")]
