"""Address of the gallery."""

from django.urls import path

from vidsyn.web.gallery import views

app_name = "gallery"
urlpatterns = [
    path("components/", views.components, name="components"),
    path("suggest/", views.suggest, name="suggest"),
]
