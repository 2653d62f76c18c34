"""Addresses of collaborations."""

from django.urls import path

from vidsyn.collaborations.vocabulary import CollaborationMatter
from vidsyn.web.collaborations import (
    activities,
    editing,
    linking,
    lists,
    many,
    people,
    registering,
    steps,
    suggestions,
)
from vidsyn.web.shell.addresses import gathered_at, pages_of

app_name = "collaborations"
pages_of(
    "collaboration",
    detail="collaborations:detail",
    listing="collaborations:list",
    counted={"status": "not_ended"},
)
gathered_at(CollaborationMatter.LINKS, "collaborations:list", unlinked="1", editable="1")
urlpatterns = [
    path("", lists.list_page, name="list"),
    path("new/", registering.register_page, name="new"),
    path("many/<str:what>/", many.change_page, name="many"),
    path("suggest/", suggestions.collaborations, name="suggest"),
    path("suggest/partner/", suggestions.partners, name="suggest_partner"),
    path("suggest/subject/", suggestions.subjects, name="suggest_subject"),
    path("<str:reference>/", lists.detail_page, name="detail"),
    path("<str:reference>/edit/", editing.edit_page, name="edit"),
    path("<str:reference>/subjects/", editing.subjects_page, name="subjects"),
    path("<str:reference>/subjects/<str:code>/remove/", editing.subject_remove, name="subject_remove"),
    path("<str:reference>/step/<str:step>/", steps.step_page, name="step"),
    path("<str:reference>/promote/<str:level>/", steps.promote_page, name="promote"),
    path("<str:reference>/lower/", steps.lower_page, name="lower"),
    path("<str:reference>/move/", steps.move_page, name="move"),
    path("<str:reference>/owner/", people.owner_page, name="owner"),
    path("<str:reference>/units/", linking.units_page, name="units"),
    path("<str:reference>/void/", steps.void_page, name="void"),
    path("<str:reference>/agreements/new/", linking.link_page, name="link"),
    path("<str:reference>/agreements/<str:other>/unlink/", linking.unlink_page, name="unlink"),
    path("<str:reference>/partners/new/", people.partner_add_page, name="partner_add"),
    path("<str:reference>/partners/<uuid:row>/link/", people.partner_link_page, name="partner_link"),
    path("<str:reference>/partners/<uuid:row>/remove/", people.partner_remove_page, name="partner_remove"),
    path("<str:reference>/people/ours/", people.ours_add_page, name="ours_add"),
    path("<str:reference>/people/theirs/", people.theirs_add_page, name="theirs_add"),
    path(
        "<str:reference>/people/<uuid:row>/remove/", people.responsible_remove_page, name="responsible_remove"
    ),
    path("<str:reference>/people/<uuid:row>/erase/", people.responsible_erase_page, name="responsible_erase"),
    path("<str:reference>/activities/new/", activities.choose_page, name="activity_choose"),
    path("<str:reference>/activities/new/<str:kind>/<str:form>/", activities.add_page, name="activity_add"),
    path("<str:reference>/activities/<str:activity>/edit/", activities.edit_page, name="activity_edit"),
    path("<str:reference>/activities/<str:activity>/end/", activities.end_page, name="activity_end"),
    path("<str:reference>/activities/<str:activity>/void/", activities.void_page, name="activity_void"),
]
