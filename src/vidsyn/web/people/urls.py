"""Addresses of sign-in, the account, people and units."""

from django.urls import path

from vidsyn.web.people import account, lists, people, roles, sign_in, suggestions, units, ways_in
from vidsyn.web.shell.addresses import pages_of

app_name = "people"
pages_of("person", detail="people:detail")
urlpatterns = [
    path("sign-in/", sign_in.sign_in_page, name="sign_in"),
    path("sign-in/persona/", sign_in.persona_sign_in, name="persona"),
    path("sign-out/", sign_in.sign_out, name="sign_out"),
    path("password/<uuid:person_id>/<str:code>/", sign_in.password_page, name="password"),
    path("account/", account.account_page, name="account"),
    path("account/language/", account.language_page, name="language"),
    path("account/password/", account.password_page, name="own_password"),
    path("account/sessions/end/", account.sessions_page, name="own_sessions"),
    path("account/tokens/new/", account.token_new, name="token_new"),
    path("account/tokens/<uuid:token_id>/revoke/", account.token_end, name="token_revoke"),
    path("people/", people.people_page, name="list"),
    path("people/suggest/", suggestions.persons, name="suggest"),
    path("people/new/", people.person_new, name="new"),
    path("people/<uuid:person_id>/", people.person_page, name="detail"),
    path("people/<uuid:person_id>/edit/", people.person_edit, name="edit"),
    path("people/<uuid:person_id>/close/", people.person_close, name="close"),
    path("people/<uuid:person_id>/open/", people.person_open, name="open"),
    path("people/<uuid:person_id>/erase/", people.person_erase_page, name="erase"),
    path("people/<uuid:person_id>/sign-out/", people.sessions_page, name="sessions"),
    path("people/<uuid:person_id>/password-link/", ways_in.password_link_page, name="password_link"),
    path(
        "people/<uuid:person_id>/identity/<slug:provider>/unlink/",
        ways_in.identity_page,
        name="identity_unlink",
    ),
    path("people/<uuid:person_id>/identity/", ways_in.identity_link_page, name="identity_link"),
    path("people/<uuid:person_id>/roles/new/", roles.role_new, name="role_new"),
    path("people/<uuid:person_id>/roles/<uuid:role_id>/end/", roles.role_end, name="role_end"),
    path("units/", units.units_page, name="units"),
    path("units/import/", lists.units_list, name="units_import"),
    path("people/import/", lists.people_list, name="people_import"),
    path("units/new/", units.unit_new, name="unit_new"),
    path("units/<slug:code>/", units.unit_page, name="unit"),
    path("units/<slug:code>/edit/", units.unit_edit, name="unit_edit"),
    path("units/<slug:code>/move/", units.unit_move_page, name="unit_move"),
    path("units/<slug:code>/close/", units.unit_close_page, name="unit_close"),
    path("units/<slug:code>/open/", units.unit_open_page, name="unit_open"),
]
