"""Agreements and their parts."""

from vidsyn.agreements.models.agreements import Agreement, AgreementStep
from vidsyn.agreements.models.content import ExchangePlaces, Obligation
from vidsyn.agreements.models.documents import AgreementDocument
from vidsyn.agreements.models.index import AgreementCourse, AgreementDue, AgreementPeriod, AgreementSpan
from vidsyn.agreements.models.parties import ContactPerson, Party, Signatory, SteeringMember
from vidsyn.agreements.models.routing import DecisionRound, RequestRoute
from vidsyn.agreements.models.steps import Amendment, Decision, Notice, ReviewOpinion

__all__ = [
    "Agreement",
    "AgreementCourse",
    "AgreementDocument",
    "AgreementDue",
    "AgreementPeriod",
    "AgreementSpan",
    "AgreementStep",
    "Amendment",
    "ContactPerson",
    "Decision",
    "DecisionRound",
    "ExchangePlaces",
    "Notice",
    "Obligation",
    "Party",
    "RequestRoute",
    "ReviewOpinion",
    "Signatory",
    "SteeringMember",
]
