"""Reading agreements, each with the viewer's eyes."""

from vidsyn.agreements.queries.choices import document_content, frameworks, may_request, rounds_ahead
from vidsyn.agreements.queries.configuration import agreement_kinds, kind_name
from vidsyn.agreements.queries.courses import course_of, stored_course, terms_of
from vidsyn.agreements.queries.deadlines import Coordinators, Deadline, deadlines
from vidsyn.agreements.queries.finders import (
    agreement_find,
    agreement_named,
    decision_round_named,
    document_named,
    opinion_named,
    party_named,
    places_named,
    request_route_named,
)
from vidsyn.agreements.queries.lists import (
    AGREEMENT_ORDERS,
    AgreementFilter,
    AgreementList,
    AgreementRow,
    PartyRow,
    agreement_count,
    agreement_list,
    agreements_editable,
    agreements_editable_named,
    agreements_found,
    agreements_of_partner,
    agreements_on,
)
from vidsyn.agreements.queries.places import agreement_countries
from vidsyn.agreements.queries.rounds import RoundPlan, RouteLine, decision_rounds, request_routes
from vidsyn.agreements.queries.stories import AgreementStory, agreement_story, story_of
from vidsyn.agreements.queries.wholes import agreement_whole

__all__ = [
    "AGREEMENT_ORDERS",
    "AgreementFilter",
    "AgreementList",
    "AgreementRow",
    "AgreementStory",
    "Coordinators",
    "Deadline",
    "PartyRow",
    "RoundPlan",
    "RouteLine",
    "agreement_count",
    "agreement_countries",
    "agreement_find",
    "agreement_kinds",
    "agreement_list",
    "agreement_named",
    "agreement_story",
    "agreement_whole",
    "agreements_editable",
    "agreements_editable_named",
    "agreements_found",
    "agreements_of_partner",
    "agreements_on",
    "course_of",
    "deadlines",
    "decision_round_named",
    "decision_rounds",
    "document_content",
    "document_named",
    "frameworks",
    "kind_name",
    "may_request",
    "opinion_named",
    "party_named",
    "places_named",
    "request_route_named",
    "request_routes",
    "rounds_ahead",
    "stored_course",
    "story_of",
    "terms_of",
]
