"""Addresses of networks."""

from django.urls import path

from vidsyn.web.networks import editing, lists, parts, reviews
from vidsyn.web.shell.addresses import pages_of

app_name = "networks"
pages_of("network", detail="networks:detail", listing="networks:list")
urlpatterns = [
    path("", lists.list_page, name="list"),
    path("new/", editing.new_page, name="new"),
    path("members/<uuid:membership>/", parts.member_edit, name="member_edit"),
    path("members/<uuid:membership>/leave/", parts.member_leave, name="member_leave"),
    path(
        "representatives/<uuid:representative>/erase/",
        parts.representative_erase,
        name="representative_erase",
    ),
    path("representatives/<uuid:representative>/end/", parts.representative_end, name="representative_end"),
    path("phases/<uuid:phase>/", parts.phase_edit, name="phase_edit"),
    path("reviews/<uuid:review>/decide/", reviews.decide_page, name="review_decide"),
    path("<str:reference>/", lists.detail_page, name="detail"),
    path("<str:reference>/history/", lists.history_page, name="history"),
    path("<str:reference>/edit/", editing.edit_page, name="edit"),
    path("<str:reference>/close/", editing.close_page, name="close"),
    path("<str:reference>/members/new/", parts.member_add, name="member_add"),
    path("<str:reference>/own-membership/", parts.own_member_add, name="own_member_add"),
    path("<str:reference>/representatives/new/", parts.representative_add, name="representative_add"),
    path("<str:reference>/phases/new/", parts.phase_add, name="phase_add"),
    path("<str:reference>/review/", reviews.plan_page, name="review_plan"),
]
