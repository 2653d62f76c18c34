"""Addresses of the history."""

from django.urls import path

from vidsyn.web.history import views

app_name = "history"
urlpatterns = [
    path("", views.whole, name="list"),
    path("act/<uuid:correlation_id>/", views.act, name="act"),
    path("act/<uuid:correlation_id>/undo/", views.undo, name="undo"),
    path("<slug:kind>/<str:name>/", views.thing, name="thing"),
]
