"""Addresses of agreements."""

from django.urls import path

from vidsyn.agreements.vocabulary import AgreementMatter, Missing
from vidsyn.web.agreements import (
    documents,
    editing,
    linking,
    lists,
    many,
    parts,
    places,
    requesting,
    steps,
    suggestions,
)
from vidsyn.web.shell.addresses import gathered_at, pages_of

app_name = "agreements"
pages_of("agreement", detail="agreements:detail", listing="agreements:list", counted={"status": "running"})
gathered_at(AgreementMatter.TO_FILL_IN, "agreements:list", missing=[*Missing], editable="1")
gathered_at(AgreementMatter.PARTY_LINKS, "agreements:list", unlinked="1", editable="1")
urlpatterns = [
    path("", lists.list_page, name="list"),
    path("new/", requesting.request_page, name="new"),
    path("many/<str:what>/", many.change_page, name="many"),
    path("suggest/partner/", suggestions.partners, name="suggest_partner"),
    path("suggest/", suggestions.agreements, name="suggest"),
    path("suggest/framework/", suggestions.framework_agreements, name="suggest_framework"),
    path("<str:reference>/", lists.detail_page, name="detail"),
    path("<str:reference>/edit/", editing.edit_page, name="edit"),
    path("<str:reference>/step/<str:step>/", steps.step_page, name="step"),
    path("<str:reference>/opinions/<uuid:row>/", steps.opinion_page, name="opinion"),
    path("<str:reference>/owner/", parts.owner_page, name="owner"),
    path("<str:reference>/unit/", parts.unit_page, name="unit"),
    path("<str:reference>/units/", linking.units_page, name="units"),
    path("<str:reference>/void/", parts.void_page, name="void"),
    path("<str:reference>/collaborations/new/", linking.link_page, name="link"),
    path("<str:reference>/collaborations/<str:other>/unlink/", linking.unlink_page, name="unlink"),
    path("<str:reference>/parties/new/", parts.party_add_page, name="party_add"),
    path("<str:reference>/parties/<uuid:row>/link/", parts.party_link_page, name="party_link"),
    path("<str:reference>/contacts/new/", parts.contact_add_page, name="contact_add"),
    path("<str:reference>/steering/new/", parts.steering_add_page, name="steering_add"),
    path("<str:reference>/places/new/", places.places_add_page, name="places_add"),
    path("<str:reference>/places/<uuid:row>/", places.places_edit_page, name="places_edit"),
    path("<str:reference>/obligations/new/", parts.obligation_add_page, name="obligation_add"),
    path("<str:reference>/documents/new/", documents.add_page, name="document_add"),
    path("<str:reference>/documents/<uuid:row>/", documents.read_page, name="document"),
    path("<str:reference>/documents/<uuid:row>/remove/", documents.remove_page, name="document_remove"),
    path("<str:reference>/<str:part>/<uuid:row>/close/", parts.close_page, name="close"),
    path("<str:reference>/<str:part>/<uuid:row>/erase/", parts.erase_page, name="erase"),
]
