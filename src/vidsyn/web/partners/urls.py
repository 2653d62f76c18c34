"""Addresses of partners."""

from django.urls import path

from vidsyn.web.partners import editing, lists, merging, parts, steps, stories
from vidsyn.web.shell.addresses import pages_of

app_name = "partners"
pages_of("partner", detail="partners:detail", listing="partners:list")
urlpatterns = [
    path("", lists.list_page, name="list"),
    path("suggest/", lists.suggest, name="suggest"),
    path("suggest-ror/", lists.suggest_ror, name="suggest_ror"),
    path("new/", editing.new_page, name="new"),
    path("duplicates/", merging.duplicates_page, name="duplicates"),
    path("duplicates/<str:first>/<str:second>/not/", merging.not_duplicate, name="not_duplicate"),
    path("merge/<str:kept>/<str:merged>/", merging.merge_page, name="merge"),
    path("unmerge/<uuid:merge>/", merging.unmerge_page, name="unmerge"),
    path("names/<uuid:name>/", parts.name_edit, name="name_edit"),
    path("names/<uuid:name>/remove/", parts.name_remove, name="name_remove"),
    path("contacts/<uuid:contact>/", parts.contact_edit, name="contact_edit"),
    path("contacts/<uuid:contact>/erase/", parts.contact_erase, name="contact_erase"),
    path("notes/<uuid:note>/", parts.note_edit, name="note_edit"),
    path("notes/<uuid:note>/remove/", parts.note_remove, name="note_remove"),
    path("<str:reference>/", stories.detail_page, name="detail"),
    path("<str:reference>/history/", stories.history_page, name="history"),
    path("<str:reference>/edit/", editing.edit_page, name="edit"),
    path("<str:reference>/names/new/", parts.name_add, name="name_add"),
    path("<str:reference>/contacts/new/", parts.contact_add, name="contact_add"),
    path("<str:reference>/notes/new/", parts.note_add, name="note_add"),
    path("<str:reference>/ror/", steps.ror_page, name="ror"),
    path("<str:reference>/ror/remove/", steps.ror_remove, name="ror_remove"),
    path("<str:reference>/parent/", steps.parent_page, name="parent"),
    path("<str:reference>/successor/", steps.successor_page, name="successor"),
    path("<str:reference>/close/", steps.close_page, name="close"),
    path("<str:reference>/reopen/", steps.reopen_page, name="reopen"),
    path("<str:reference>/columns/open/", steps.columns_open_page, name="columns_open"),
    path("<str:reference>/columns/close/", steps.columns_close_page, name="columns_close"),
    path("<str:reference>/void/", steps.void_page, name="void"),
    path("<str:reference>/merge/", merging.choose_page, name="merge_choose"),
]
