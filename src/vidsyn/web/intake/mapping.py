"""Saying by hand how a list is read: headings, columns, words and the order of dates."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from vidsyn.intake.logic.headings import fields_of
from vidsyn.intake.logic.settings import (
    ColumnChoice,
    DefaultChoice,
    OrderChoice,
    Settings,
    SheetChoice,
    WordChoice,
    settings_from,
)
from vidsyn.intake.queries.acts import import_named, words_to_map
from vidsyn.intake.queries.vocabularies import word_choices
from vidsyn.intake.vocabulary import Field, ListKind
from vidsyn.kernel.written_dates import DateOrder
from vidsyn.web.intake.plans import crumbs, read_again, reads_later, while_read
from vidsyn.web.shell.forms import Form, VersionField, form_page
from vidsyn.web.shell.performing import perform
from vidsyn.web.shell.requests import WebRequest
from vidsyn.wording.labels import choices, label

_MOST_WORDS = 40
_AS_WRITTEN = _("Leave it out: keep what the list says beside the record")
_DEFAULTS = {
    Field.KIND: _("Kind, where the list says none"),
    Field.UNIT: _("Own unit, where the list says none that is known"),
}
_DATES = (Field.STARTS_ON, Field.ENDS_ON, Field.PERIOD)


class MappingForm(Form):
    """One question for each column, date column and unknown word of the list."""

    expected_version = VersionField()

    def __init__(self, *args: Any, act: Any, actor: Any, **kwargs: Any) -> None:
        self.act, self.kind = act, ListKind(act.kind)
        self.chosen = settings_from(act.settings)
        self.words = words_to_map(actor, act)[:_MOST_WORDS]
        self.actor = actor
        super().__init__(*args, **kwargs)
        for name, field in self._questions():
            field.widget.attrs.setdefault("class", "ds-input")
            self.fields[name] = field

    def parts(self) -> Iterator[tuple[str, Any, list[forms.BoundField]]]:
        """The questions as they are asked: (anchor, title, fields), what is unclear first."""
        fields = self.visible_fields()

        def named(start: str) -> list[forms.BoundField]:
            return [field for field in fields if field.name.startswith(start)]

        yield "words", _("Unknown values"), named("word_")
        yield "dates", _("Order of dates"), named("order_")
        for number, sheet in enumerate(self.act.sheets):
            title = _("Columns of “%(sheet)s”") % {"sheet": sheet["name"] or self.act.file_name}
            yield f"sheet-{number}", title, [*named(f"row_{number}"), *named(f"column_{number}_")]
        yield "whole", _("The whole list"), [*named("default_"), *named("states_")]

    def settings(self) -> Settings:
        """The answers; words answered before and not asked again are kept."""
        answers = self.cleaned_data
        asked = {(field, text) for field, text, _count in self.words}
        words = [word for word in self.chosen.words if (word.field, word.text) not in asked]
        for number, (field, text, _count) in enumerate(self.words):
            if answers.get(f"word_{number}"):
                words.append(WordChoice(Field(field), text, answers[f"word_{number}"]))
        orders = ((field, answers.get(f"order_{field}")) for field in _DATES)
        return Settings(
            sheets=tuple(self._sheets()),
            words=tuple(words),
            orders=tuple(OrderChoice(field, DateOrder(order)) for field, order in orders if order),
            defaults=tuple(self._defaults()),
            states_from_remarks=bool(answers.get("states_from_remarks")),
        )

    def _questions(self) -> Iterator[tuple[str, forms.Field]]:
        for number, sheet in enumerate(self.act.sheets):
            yield from self._of_sheet(number, sheet)
        for number, (field, text, count) in enumerate(self.words):
            question = ngettext(
                "“%(text)s” (%(field)s, %(count)s row) means",
                "“%(text)s” (%(field)s, %(count)s rows) means",
                count,
            )
            told = {"text": text, "field": label(Field(field)), "count": count}
            yield (
                f"word_{number}",
                _choice(question % told, word_choices(self.actor, self.kind, Field(field))),
            )
        for field in self._dates():
            before = next((str(o.order) for o in self.chosen.orders if o.field is field), "")
            text = _("Order of dates such as 03/04/27 in “%(field)s”") % {"field": label(field)}
            yield f"order_{field}", _choice(text, choices(DateOrder), before)
        yield from self._about_the_whole()

    def _dates(self) -> list[Field]:
        """Columns of dates; those of whole periods only where the list has one."""
        mapped = {field for sheet in self.act.sheets for field in sheet["mapping"].values()}
        dates = [field for field in _DATES if field in fields_of(self.kind)]
        return [field for field in dates if field is not Field.PERIOD or field in mapped]

    def _of_sheet(self, number: int, sheet: dict[str, Any]) -> Iterator[tuple[str, forms.Field]]:
        yield (
            f"row_{number}",
            forms.IntegerField(
                label=_("The row with the headings"),
                help_text=_("Empty: the sheet is left out."),
                required=False,
                min_value=1,
                initial=sheet["heading_row"]
                or (sheet["likely_row"] if not self.act.counts.get("rows") else None),
            ),
        )
        fields = [(field.value, label(field)) for field in fields_of(self.kind)]
        for column, heading in enumerate(sheet["headings"]):
            samples = ", ".join(sheet["samples"].get(str(column), ()))
            if heading or samples:
                text = heading or _("Column %(n)s") % {"n": column + 1}
                field = _choice(text, fields, sheet["mapping"].get(str(column), ""), _AS_WRITTEN)
                field.help_text = samples[:120]
                yield f"column_{number}_{column}", field

    def _about_the_whole(self) -> Iterator[tuple[str, forms.Field]]:
        before = {choice.field: choice.text for choice in self.chosen.defaults}
        for field, text in _DEFAULTS.items():
            if field in fields_of(self.kind):
                options = word_choices(self.actor, self.kind, field)
                yield f"default_{field}", _choice(text, options, before.get(field, ""))
        if self.kind is ListKind.AGREEMENTS:
            yield (
                "states_from_remarks",
                forms.BooleanField(
                    label=_(
                        "Agreements whose remark says that signatures are missing come in as “for signature”"
                    ),
                    required=False,
                    initial=self.chosen.states_from_remarks,
                ),
            )

    def _sheets(self) -> Iterator[SheetChoice]:
        for number, sheet in enumerate(self.act.sheets):
            columns = tuple(
                ColumnChoice(column, Field(answer) if answer else None)
                for column in range(len(sheet["headings"]))
                if (answer := self.cleaned_data.get(f"column_{number}_{column}")) is not None
            )
            yield SheetChoice(sheet["name"], self.cleaned_data.get(f"row_{number}"), columns)

    def _defaults(self) -> Iterator[DefaultChoice]:
        yield from (choice for choice in self.chosen.defaults if choice.field not in _DEFAULTS)
        for field in _DEFAULTS:
            if answer := self.cleaned_data.get(f"default_{field}"):
                yield DefaultChoice(field, answer)


def mapping_page(request: WebRequest, name: str) -> HttpResponse:
    """How the list is read, and what its words mean."""
    act = import_named(request.actor, name)
    if request.method == "GET" and (elsewhere := while_read(act)):
        return elsewhere
    form = MappingForm.of(request, act=act, actor=request.actor, initial={"expected_version": act.version})
    return form_page(
        request,
        form=form,
        template="intake/mapping.html",
        act=lambda data: perform(
            request,
            "import_settings_set",
            act=act,
            settings=form.settings(),
            later=reads_later(act),
            expected_version=data["expected_version"],
        ),
        then=lambda act: read_again(request, act),
        message=_("The list is read again. What you said is remembered for lists with the same headings."),
        context={"act": act, "crumbs": crumbs(act), "title": _("How the list is read")},
    )


def _choice(text: Any, options: Any, initial: str = "", empty: Any = "–") -> forms.ChoiceField:
    return forms.ChoiceField(label=text, choices=[("", empty), *options], initial=initial, required=False)
