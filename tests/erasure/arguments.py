"""Valid arguments on the sample register for every operation that takes a text."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.utils import timezone
from tests.api.sample_arguments import first_thing

from vidsyn.people.actors import local_operator

Arguments = dict[str, Any]
PDF = "JVBERi0xLjQKJSVFT0YK"


def agreement(*stages: str) -> str:
    return first_thing("agreement", stage__in=stages, voided_at=None)


def collaboration(status: str, **more: Any) -> str:
    return first_thing("collaboration", status=status, voided_at=None, **more)


def new_partner(name: str, **more: Any) -> str:
    """Create a separate partner, so that the operation's preconditions are met."""
    from vidsyn.partners.operations.partners import partner_register

    return str(partner_register(name=name, despite_likeness=True, actor=local_operator(), **more).pk)


def new_collaboration(title: str) -> Any:
    from vidsyn.collaborations.operations.registering import collaboration_register
    from vidsyn.collaborations.vocabulary import Purpose
    from vidsyn.people.models import Unit

    return collaboration_register(
        title=title, purposes=(Purpose.EXCELLENCE,), partner_name="Høyskolen i Fjorby", unit=Unit.objects.first(),
        actor=local_operator(),
    )  # fmt: skip


def new_activity() -> str:
    from vidsyn.collaborations.logic.kinds import Detail
    from vidsyn.collaborations.operations.activities import activity_add
    from vidsyn.collaborations.vocabulary import Form

    wanted = _detailed()
    made = activity_add(
        collaboration=new_collaboration("Med aktivitet"), kind=wanted["kind"], form=Form(wanted["form"]),
        details=tuple(Detail(**each) for each in wanted["details"]), title="Ett besök", actor=local_operator(),
    )  # fmt: skip
    return str(made.pk)


def new_theirs() -> str:
    from vidsyn.collaborations.operations.people import collaboration_responsible_add

    made = new_collaboration("Med ansvarig")
    row = collaboration_responsible_add(
        collaboration=made,
        collaboration_partner=made.partners.get(),
        name="Någon Annan",
        actor=local_operator(),
    )
    return str(row.pk)


def theirs() -> Arguments:
    made = new_collaboration("Utan ansvarig")
    return {"collaboration": str(made.pk), "collaboration_partner": str(made.partners.get().pk)}


def owned() -> str:
    """Create a researcher's collaboration that meets the requirements of unit level."""
    from vidsyn.collaborations.models import Collaboration
    from vidsyn.collaborations.operations.many import collaborations_assign
    from vidsyn.people.models import Person

    one = Collaboration.objects.get(pk=collaboration("ongoing", level="researcher_initiated"))
    owner = Person.objects.filter(is_active=True)[0]
    collaborations_assign(collaborations=(one,), owner=owner, actor=local_operator())
    return str(one.pk)


def linked() -> Arguments:
    from vidsyn.agreements.models import Agreement
    from vidsyn.agreements.operations.linking import collaboration_link_agreement

    made, one = new_collaboration("Med avtal"), Agreement.objects.get(pk=agreement("drafting"))
    collaboration_link_agreement(collaboration=made, agreement=one, actor=local_operator())
    return {"collaboration": str(made.pk), "agreement": str(one.pk)}


def closed() -> str:
    from vidsyn.partners.models import Partner
    from vidsyn.partners.operations.partners import partner_close

    one = Partner.objects.get(pk=new_partner("Öppnas igen"))
    partner_close(partner=one, reason="x", actor=local_operator())
    return str(one.pk)


def unverified() -> Arguments:
    return {
        "agreement": first_thing(
            "agreement", taken_as_signed=True, signature_confirmed_on=None, voided_at=None
        )
    }


def new_network() -> Any:
    from vidsyn.partners.operations.networks import network_register

    return network_register(name_en=f"A network {timezone.now().timestamp()}", actor=local_operator())


def new_review() -> str:
    from vidsyn.partners.operations.network_plans import network_review_plan

    made = network_review_plan(network=new_network(), due_on=timezone.localdate(), actor=local_operator())
    return str(made.pk)


def new_note() -> str:
    from vidsyn.partners.models import Partner
    from vidsyn.partners.operations.notes import partner_note_add

    made = partner_note_add(
        partner=Partner.objects.get(pk=new_partner("Med anteckning")), text="x", actor=local_operator()
    )
    return str(made.pk)


def new_obligation() -> str:
    from vidsyn.agreements.models import Agreement
    from vidsyn.agreements.operations.obligations import obligation_add

    one = Agreement.objects.get(pk=agreement("signed"))
    made = obligation_add(
        agreement=one, text="x", ends_on=timezone.localdate() + timedelta(days=9), actor=local_operator()
    )
    return str(made.pk)


def new_document() -> str:
    import base64

    from vidsyn.agreements.models import Agreement
    from vidsyn.agreements.operations.documents import document_add
    from vidsyn.agreements.vocabulary import DocumentKind

    one = Agreement.objects.get(pk=agreement("drafting"))
    made = document_add(
        agreement=one, kind=next(iter(DocumentKind)), file_name="a.pdf", content=base64.b64decode(PDF),
        actor=local_operator(),
    )  # fmt: skip
    return str(made.pk)


def new_opinion() -> str:
    from vidsyn.agreements.models import Agreement, ReviewOpinion
    from vidsyn.agreements.operations.steps import review_open
    from vidsyn.agreements.vocabulary import ReviewArea

    one = Agreement.objects.get(pk=reviewed())
    open_areas = set(one.opinions.values_list("area", flat=True))
    area = next((area for area in ReviewArea if area not in open_areas), None)
    if area is not None:
        review_open(agreement=one, areas=(area,), actor=local_operator())
    return str(ReviewOpinion.objects.filter(opinion="").latest("created_at").pk)


def new_unit(code: str) -> str:
    from vidsyn.people.operations.units import unit_create
    from vidsyn.people.vocabulary import UnitKind

    made = unit_create(code=code, name_sv=code, name_en=code, kind=UnitKind.SCHOOL, actor=local_operator())
    return str(made.pk)


def reviewed() -> str:
    """Create an agreement for which an opinion may be requested."""
    from vidsyn.agreements.models import Agreement
    from vidsyn.agreements.operations.editing import agreement_update
    from vidsyn.agreements.operations.many import agreements_assign
    from vidsyn.agreements.vocabulary import Level
    from vidsyn.people.models import Person

    one = Agreement.objects.get(pk=agreement("drafting", "in_review"))
    owner = Person.objects.filter(is_active=True)[0]
    agreements_assign(agreements=(one,), owner=owner, actor=local_operator())
    one.refresh_from_db()
    agreement_update(agreement=one, level=next(iter(Level)), confidential=False, actor=local_operator())
    return str(one.pk)


def merged() -> str:
    from vidsyn.partners.models import Partner
    from vidsyn.partners.operations.merging import partner_merge

    one, other = (Partner.objects.get(pk=new_partner(f"Tvilling {n}")) for n in "ab")
    partner_merge(kept=one, merged=other, actor=local_operator())
    return first_thing("partner_merge", undone_at=None)


def imported() -> Arguments:
    unit = first_thing("unit", code="abe")
    partners = [{"name": "Exempelparten"}]
    item = {
        "kind": "research",
        "unit": unit,
        "partners": partners,
        "places": [{"direction": "out", "count": 1}],
    }
    return {"item": item}


def _detailed() -> Arguments:
    """Return arguments with a kind and form of activity whose required own fields are texts."""
    from vidsyn.collaborations.logic.catalogues import forms, kinds

    for kind in kinds().values():
        for form in kind.forms:
            own = [field for field in forms()[form] if field.required or field.type == "text"]
            if own and all(field.type == "text" for field in own):
                details = [{"name": field.name, "value": "x"} for field in own]
                return {"kind": kind.code, "form": str(form), "details": details}
    raise LookupError("no form of texts")


def two_partners() -> Arguments:
    return {"partner": new_partner("Barnet"), "parent": new_partner("Föräldern")}


WORKING: dict[str, Callable[[], Arguments]] = {
    "activity_add": lambda: {"collaboration": collaboration("ongoing"), **_detailed()},
    "activity_end": lambda: {"activity": new_activity()},
    "activity_update": lambda: {"activity": new_activity(), "details": _detailed()["details"]},
    "activity_void": lambda: {"activity": new_activity()},
    "agreement_draft_start": lambda: {"agreement": agreement("requested")},
    "agreement_import_record": imported,
    "agreements_import": lambda: {"items": [imported()["item"]]},
    "agreement_request": lambda: {
        "partner": new_partner("Önskad"), "unit": first_thing("unit", code="abe"), "kind": "research",
    },
    "agreement_withdraw": lambda: {"agreement": agreement("drafting", "in_review")},
    "clean_up_settle": lambda: {"agreements": [agreement("signed")]},
    "collaboration_register": lambda: {"partner": new_partner("Ny part"), "unit": first_thing("unit", code="abe")},
    "collaborations_import": lambda: {
        "items": [{
            "existing": str(new_collaboration("Ur lista").pk), "extra": [{"column": "Anm.", "value": ""}],
        }]
    },
    "collaboration_responsible_remove": lambda: {"responsible": new_theirs()},
    "collaboration_resume": lambda: {"collaboration": collaboration("dormant")},
    "collaboration_start": lambda: {"collaboration": str(new_collaboration("Att börja").pk)},
    "collaboration_reopen": lambda: {"collaboration": collaboration("ended")},
    "document_add": lambda: {"agreement": agreement("drafting"), "file_name": "avtal.pdf", "content": PDF},
    "document_remove": lambda: {"document": new_document()},
    "network_review_decide": lambda: {"review": new_review()},
    "network_close": lambda: {"network": str(new_network().pk)},
    "obligation_close": lambda: {"obligation": new_obligation()},
    "opinion_give": lambda: {"opinion": new_opinion()},
    "partner_columns_open": lambda: {"partner": new_partner("Med kolumner", extra={"Anm.": "x"})},
    "partner_merge": lambda: {"kept": new_partner("Kvar"), "merged": new_partner("Bort")},
    "partner_unmerge": lambda: {"merge": merged()},
    "partner_not_duplicate": lambda: {"first": new_partner("Ena"), "second": new_partner("Andra")},
    "partner_note_remove": lambda: {"note": new_note()},
    "partner_note_update": lambda: {"note": new_note()},
    "partner_parent_set": two_partners,
    "partner_successor_set": lambda: {"partner": new_partner("Före"), "successor": new_partner("Efter")},
    "partner_void_many": lambda: {"partners": [new_partner("Felaktig")]},
    "partner_close": lambda: {"partner": new_partner("Nedlagd")},
    "review_open": lambda: {"agreement": reviewed()},
    "signature_confirm": unverified,
    "party_remove": lambda: {"party": first_thing("agreement_party", agreement__stage="drafting", removed_at=None)},
    "partner_reopen": lambda: {"partner": closed()},
    "network_register": lambda: {"name_en": "Another network"},
    "collaboration_promote": lambda: {"collaboration": owned(), "level": "unit"},
    "collaboration_responsible_add": theirs,
    "collaboration_unlink_agreement": linked,
    "unit_move": lambda: {"unit": new_unit("move"), "parent": first_thing("unit", code="abe")},
    "unit_close": lambda: {"unit": new_unit("close")},
}  # fmt: skip
