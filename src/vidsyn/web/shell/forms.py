"""The one way a page changes something: a form, one operation, a message, and on to the next page.

See docs/web.md for the pattern with an example.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import Any, Self, TypeVar, cast

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from vidsyn.kernel.precision import Period
from vidsyn.kernel.refusals import Refusal, RefusalKind, Refusals
from vidsyn.kernel.written_dates import OpenEnded, read_date
from vidsyn.web.shell.conflicts import BEGAN, VERSION, Conflict, began_with, conflict_in
from vidsyn.web.shell.lookups import Lookup
from vidsyn.web.shell.requests import WebRequest
from vidsyn.web.shell.responses import form_status, named
from vidsyn.web.shell.submissions import FIELD, Text, carried_out, new_key
from vidsyn.wording.refusals import sentence

T = TypeVar("T")
_BARE = (forms.HiddenInput, Lookup)


class Form(forms.Form):
    """A form in our markup. Its checks are only those of reading; the rules stand in the operations.

    Error texts come from the server in the page's language, so the browser's own checks are off.
    """

    use_required_attribute = False
    template_name = "shell/form.html"
    conflict: Conflict | None = None
    made_with: Mapping[str, Any] = {}
    # Answers that belong to places in a list mean other things once the list has changed: they are asked for again.
    by_place = False

    def __init__(self, *args: Any, among: Mapping[str, Iterable[Any]] | None = None, **kwargs: Any) -> None:
        """`among` are the choices of fields whose choices depend on the viewer or the thing; one that may be left empty
        begins with a dash.
        """
        super().__init__(*args, **kwargs)
        for name, choices in (among or {}).items():
            field = cast(forms.ChoiceField, self.fields[name])
            empty = [("", "–")] if type(field) is forms.ChoiceField and not field.required else []
            field.choices = [*empty, *choices]

    def __getitem__(self, name: str) -> forms.BoundField:
        """A field as the page shows it, in the look of all fields; also of fields added since."""
        bound = super().__getitem__(name)
        if not isinstance(bound.field.widget, _BARE):
            bound.field.widget.attrs.setdefault("class", "ds-input")
        return bound

    def full_clean(self) -> None:
        """Read what was sent; an answer that is missing is said in our words, also of fields added since."""
        for field in self.fields.values():
            if field.error_messages.get("required") == forms.Field.default_error_messages["required"]:
                field.error_messages["required"] = _("This needs an answer.")
        super().full_clean()

    @classmethod
    def of(cls, request: HttpRequest, **kwargs: Any) -> Self:
        """The form as this request has it: filled in when it was sent, else fresh with `initial`."""
        form = cls(**kwargs) if request.method != "POST" else cls(request.POST, request.FILES, **kwargs)
        form.made_with = kwargs
        return form

    @cached_property
    def submission(self) -> str:
        """The key under which the form is carried out once; what has been refused keeps its key."""
        return str(self.data.get(FIELD, "")) or new_key()

    @property
    def began(self) -> str:
        """What the fields held when the form was opened, for a form that edits; empty for one that does not."""
        if VERSION not in self.fields:
            return ""
        return str(self.data.get(BEGAN, "")) if self.is_bound else began_with(self)

    def over(self, data: QueryDict) -> Self:
        """The same form over other data: what it was made with, and the choices and labels set since."""
        again = type(self)(data, self.files, **self.made_with)
        again.made_with, again.fields = self.made_with, self.fields
        return again

    def refuse(self, refusals: Iterable[Refusal]) -> None:
        """Put each refusal by the field it is about, or at the top when it is about the whole."""
        for refusal in refusals:
            field = self._field_of(refusal)
            self.add_error(field, sentence(self._in_its_words(refusal, field)))

    def cannot_mend(self, refusal: Refusal) -> bool:
        """Whether no other answer would help: it gets a page of its own."""
        if refusal.kind is RefusalKind.NOT_FOUND:
            return self._field_of(refusal) is None
        return refusal.kind is RefusalKind.FORBIDDEN

    def _field_of(self, refusal: Refusal) -> str | None:
        """The field whose answer was refused, also where only a part of it was."""
        steps = (refusal.field or "").split(".")
        return next((name for name in (refusal.field, steps[0], steps[-1]) if name in self.fields), None)

    def _in_its_words(self, refusal: Refusal, field: str | None) -> Refusal:
        """The refusal with the field's own label, where it names the argument as the operation calls it."""
        if field is None or refusal.params.get("label") != refusal.field:
            return refusal
        params = {**refusal.params, "label": self.fields[field].label or field}
        return Refusal(refusal.code, kind=refusal.kind, field=refusal.field, **params)


class VersionField(forms.IntegerField):
    """Which version the person looked at when she began. Name it `expected_version`."""

    widget = forms.HiddenInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"required": False, "label": "", **kwargs})


class DateField(forms.DateField):
    """A day as text, yyyy-mm-dd: a browser's own picker speaks the device's language, not the page's."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _("yyyy-mm-dd"))
        attributes = {"inputmode": "numeric", "autocomplete": "off", "size": "12"}
        super().__init__(
            input_formats=["%Y-%m-%d"],
            widget=forms.DateInput(format="%Y-%m-%d", attrs=attributes),
            error_messages={"invalid": _("Write the date as yyyy-mm-dd, for example 2027-03-01.")},
            **kwargs,
        )


class WrittenDateField(forms.CharField):
    """A date as far as it is known: 2027-03-01, 2027-03, HT27, 2027/28, 2027. Gives a `Period` or None."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _("As far as you know it: 2027-03-01, 2027-03, HT27 or 2027."))
        attributes = {"autocomplete": "off", "size": "12"}
        super().__init__(widget=forms.TextInput(attrs=attributes), **kwargs)

    def clean(self, value: Any) -> Period | None:
        """What was written, as a period."""
        text = super().clean(value)
        try:
            found = read_date(text) if text else None
        except Refusal as no:
            raise forms.ValidationError(sentence(no)) from no
        if isinstance(found, OpenEnded):
            raise forms.ValidationError(_("Leave this empty where there is no date."))
        return found


class TextArea(forms.CharField):
    """Several lines of text."""

    def __init__(self, *, rows: int = 4, **kwargs: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), **kwargs)


def form_page(
    request: WebRequest,
    *,
    form: Form,
    template: str,
    act: Callable[[dict[str, Any]], T],
    then: Callable[[T], str],
    message: Text | Callable[[T], Text] = "",
    again: Text = "",
    once: bool = True,
    undoable: bool = False,
    context: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """Show the form; when it is sent, carry out `act` with what was read, then go to the address `then` gives.

    `act` returns what its operation returns. Sent twice, it is carried out once: the second sending is led to the same
    address and told the same, or `again`; `once` is False where the act changes nothing; `undoable` offers to undo it.

    A refusal comes back on the form: by its field, or at the top, with its code in the header. One that no answer can
    mend (not allowed, or the page's own thing is not found) goes on to its own page. When somebody else changed the
    thing meanwhile, the form comes back with what they changed, for the person to choose.
    """
    status, first = 422 if form.is_bound else 200, None
    if form.is_bound and form.is_valid():
        try:
            return carried_out(
                request,
                lambda: act(form.cleaned_data),
                then=then,
                message=message,
                again=again,
                once=once,
                undoable=undoable,
            )
        except (Refusal, Refusals) as no:
            refusals = _mendable(form, no)
            status, first = form_status(refusals), refusals[0]
            form = _given_back(form, refusals)
    response = render(request, template, {**(context or {}), "form": form}, status=status)
    return named(response, first) if first else response


def _mendable(form: Form, no: Refusal | Refusals) -> tuple[Refusal, ...]:
    """Return what was refused; raises it again where no answer can mend it."""
    refusals = no.refusals if isinstance(no, Refusals) else (no,)
    if any(form.cannot_mend(refusal) for refusal in refusals):
        raise no
    return refusals


def _given_back(form: Form, refusals: tuple[Refusal, ...]) -> Form:
    for refusal in refusals:
        if refusal.code == "changed_since":
            return _beside(form, refusal)
        if refusal.code == "submission_differs":
            form.submission = new_key()
    form.refuse(refusals)
    return form


def _beside(form: Form, refusal: Refusal) -> Form:
    """The same form over the newest version, with what the other person changed in `form.conflict`."""
    data, conflict = conflict_in(form, refusal)
    if form.by_place:
        again = type(form)(**form.made_with)
    else:
        again = form.over(data)
        again.full_clean()
    again.conflict = conflict
    return again
