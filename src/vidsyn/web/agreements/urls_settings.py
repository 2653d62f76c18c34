"""Addresses of what the office sets about agreements; they hang under the settings."""

from django.urls import path

from vidsyn.web.agreements import kinds, rounds, routes

app_name = "agreement_settings"
urlpatterns = [
    path("rounds/", rounds.rounds_page, name="rounds"),
    path("rounds/new/", rounds.round_new, name="round_new"),
    path("rounds/<uuid:row>/", rounds.round_edit, name="round_edit"),
    path("rounds/<uuid:row>/remove/", rounds.round_remove, name="round_remove"),
    path("routes/", routes.routes_page, name="routes"),
    path("routes/new/", routes.route_new, name="route_new"),
    path("routes/<uuid:row>/remove/", routes.route_remove, name="route_remove"),
    path("kinds/", kinds.kinds_page, name="kinds"),
]
