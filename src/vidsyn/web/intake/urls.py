"""Addresses of imports."""

from django.urls import path

from vidsyn.web.intake import conflicts, mapping, names, plans
from vidsyn.web.shell.addresses import pages_of

app_name = "intake"
pages_of("import", detail="intake:act")
urlpatterns = [
    path("", plans.start_page, name="start"),
    path("<str:name>/", plans.act_page, name="act"),
    path("<str:name>/mapping/", mapping.mapping_page, name="mapping"),
    path("<str:name>/names/", names.names_page, name="names"),
    path("<str:name>/conflicts/", conflicts.conflicts_page, name="conflicts"),
    path("<str:name>/run/", plans.run, name="run"),
    path("<str:name>/undo/", plans.undo_page, name="undo"),
    path("<str:name>/drop/", plans.drop_page, name="drop"),
]
