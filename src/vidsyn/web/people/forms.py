"""Forms about people, units, roles, tokens and passwords. The rules stand in the operations."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vidsyn import here
from vidsyn.people.access import may_give
from vidsyn.people.actors import Actor
from vidsyn.people.queries.units import unit_list
from vidsyn.people.vocabulary import Role, UnitKind
from vidsyn.web.shell.asking import asking
from vidsyn.web.shell.forms import Form, TextArea, VersionField
from vidsyn.wording.labels import choices

of_person, of_role = asking("person_create", "person"), asking("role_give", "person")
of_unit, of_token = asking("unit_create", "unit"), asking("token_create", "api_token")


class SignInForm(Form):
    """Address and password."""

    email = forms.EmailField(
        label=_("E-mail"), widget=forms.EmailInput(attrs={"autocomplete": "username", "spellcheck": "false"})
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class NewPasswordForm(Form):
    """A password for a new account, or instead of a forgotten one."""

    password = forms.CharField(
        label=_("New password"),
        strip=False,
        help_text=_("At least 12 characters. Several words make a good one."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )


class ChangePasswordForm(Form):
    """The present password and a new one."""

    old_password = forms.CharField(
        label=_("Present password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    new_password = forms.CharField(
        label=_("New password"),
        strip=False,
        help_text=_("At least 12 characters. Several words make a good one."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )


class LanguageForm(Form):
    """The language Vidsyn speaks with a person."""

    language = of_person("language", required=True)


class TokenForm(Form):
    """A token: what uses it, how much it may do, and until when."""

    name = of_token(
        "name", forms.CharField, max_length=100, help_text=_("What will use it, for example a script.")
    )
    scope = of_token("scope")
    expires_on = of_token("expires_on")


class ListForm(Form):
    """A list of units or people, tried first."""

    file = forms.FileField(label=_("File"), help_text=_("XLSX, ODS or CSV with a row of headings."))
    apply = forms.BooleanField(
        label=_("Bring it in"), required=False, help_text=_("Without this the list is only tried.")
    )


class _UnitChoosing(Form):
    """A form with a field `unit` or `parent` that lists the units the viewer may see."""

    unit_field = "unit"
    empty = _("No unit")

    def __init__(self, *args: Any, viewer: Actor | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields[self.unit_field]
        if viewer is not None and isinstance(field, forms.ChoiceField):
            field.choices = [("", str(self.empty)), *unit_choices(viewer)]


class PersonForm(_UnitChoosing):
    """An account."""

    name = of_person("name")
    email = of_person("email")
    unit = of_person("unit", forms.ChoiceField)
    language = of_person("language", required=True)
    expected_version = VersionField()


class RoleForm(_UnitChoosing):
    """A role, for which unit, from when until when."""

    empty = _("The whole university")

    role = of_role("role")
    unit = of_role("unit", forms.ChoiceField)
    starts_on = of_role("starts_on")
    ends_on = of_role("ends_on")
    reason = TextArea(label=_("Reason"), required=False, rows=2)

    def __init__(self, *args: Any, viewer: Actor | None = None, **kwargs: Any) -> None:
        super().__init__(*args, viewer=viewer, **kwargs)
        field = self.fields["role"]
        if viewer is not None and isinstance(field, forms.ChoiceField):
            field.choices = [each for each in choices(Role) if may_give(viewer, Role(each[0]))]


class RoleEndForm(Form):
    """When a role ends."""

    ends_on = of_role("ends_on", help_text=_("yyyy-mm-dd. Empty: at once."))
    reason = TextArea(label=_("Reason"), required=False, rows=2)
    expected_version = VersionField()


class UnitForm(Form):
    """A unit's names and kind."""

    name_sv = of_unit("name_sv")
    name_en = of_unit("name_en")
    kind = of_unit("kind")
    expected_version = VersionField()


class NewUnitForm(_UnitChoosing):
    """A new unit and where it stands."""

    unit_field = "parent"
    empty = _("At the top")

    code = of_unit("code", help_text=_("Short and lower case, for example abe. It never changes."))
    name_sv = of_unit("name_sv")
    name_en = of_unit("name_en")
    kind = of_unit("kind", initial=UnitKind.DEPARTMENT)
    parent = of_unit("parent", forms.ChoiceField)


class MoveUnitForm(_UnitChoosing):
    """Where a unit is to stand."""

    unit_field = "parent"
    empty = _("At the top")

    parent = of_unit("parent", forms.ChoiceField)
    reason = TextArea(label=_("Reason"), required=False, rows=2)
    expected_version = VersionField()


def unit_choices(viewer: Actor) -> list[tuple[str, str]]:
    """Open units in tree order, each indented by how deep it stands."""
    english = here.language() == "en"
    return [
        (str(unit.pk), "– " * (unit.path.count("/") - 1) + (unit.name_en if english else unit.name_sv))
        for unit in unit_list(viewer)
    ]


class IdentityForm(Form):
    """The identity provider's own id for a person."""

    subject = forms.CharField(
        label=_("The provider's id for the person"),
        help_text=_("What the provider sends as “sub”. Ask those who run the university's sign-in."),
        max_length=191,
    )


class UnlinkForm(Form):
    """Why an account of the identity provider is unlinked."""

    reason = forms.CharField(label=_("Reason"), required=False)


class UnitsForm(Form):
    """Units of ours that stand in something beside the one that leads it."""

    further_units = forms.MultipleChoiceField(
        label=_("Further units of ours"),
        help_text=_("Tick those that take part beside the unit that leads. They see notes and documents."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    expected_version = VersionField()


def units_beside(viewer: Actor, leading: str, chosen: Iterable[str]) -> list[tuple[str, str]]:
    """The open units in tree order but the leading one, and those chosen that have closed meanwhile."""
    kept = set(chosen)
    return [
        (str(unit.pk), f"{'– ' * (unit.path.count('/') - 1)}{unit}")
        for unit in unit_list(viewer, closed=True)
        if unit.code != leading and (unit.active or unit.code in kept)
    ]
