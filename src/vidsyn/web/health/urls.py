"""The one address of the health page."""

from django.urls import path

from vidsyn.web.health import views

app_name = "health"
urlpatterns = [path("", views.health_page, name="health")]
