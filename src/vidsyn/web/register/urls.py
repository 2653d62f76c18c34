"""Addresses of the register as a whole."""

from django.urls import path

from vidsyn.web.register import exports, views

app_name = "register"
urlpatterns = [
    path("", views.overview_page, name="overview"),
    path("search/", views.search_page, name="search"),
    path("export/<str:kind>.<str:form>", exports.export, name="export"),
]
