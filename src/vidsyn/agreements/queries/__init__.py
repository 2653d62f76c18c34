"""Reading agreements, each with the viewer's eyes."""

from vidsyn.agreements.queries.configuration import agreement_kinds, kind_name
from vidsyn.agreements.queries.courses import course_kept, course_of, terms_of
from vidsyn.agreements.queries.deadlines import Coordinators, Deadline, deadlines, without_end
from vidsyn.agreements.queries.finders import agreement_find
from vidsyn.agreements.queries.lists import (
    AgreementFilter,
    AgreementList,
    AgreementRow,
    agreement_list,
    agreements_of_partner,
    agreements_on,
)
from vidsyn.agreements.queries.places import agreement_countries
from vidsyn.agreements.queries.stories import AgreementStory, agreement_detail

__all__ = [
    "AgreementFilter",
    "AgreementList",
    "AgreementRow",
    "AgreementStory",
    "Coordinators",
    "Deadline",
    "agreement_countries",
    "agreement_detail",
    "agreement_find",
    "agreement_kinds",
    "agreement_list",
    "agreements_of_partner",
    "agreements_on",
    "course_kept",
    "course_of",
    "deadlines",
    "kind_name",
    "terms_of",
    "without_end",
]
