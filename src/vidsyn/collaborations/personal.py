"""Where collaborations and activities store personal data."""

from vidsyn.collaborations.logic.said import OWN_WORDS
from vidsyn.collaborations.models import Activity, Collaboration, CollaborationPartner, Responsible, Term
from vidsyn.history.personal.register import Whose, declare, derived, mentions, names, plain

declare(
    Collaboration,
    mentions("title_sv", "title_en", *OWN_WORDS, "notes", "extra"),
    derived("search", "inside_search"),
    plain("reference", why="drawn at random"),
)
declare(CollaborationPartner, plain("name", why="an organisation"))
declare(Responsible, names(Whose.RESPONSIBLE, "name", "email"), mentions("task"))
declare(Term, plain("code", why="a code of a vocabulary"))
declare(
    Activity,
    mentions("title_sv", "title_en", "outcome", "details"),
    plain("reference", "kind", why="a code, and a reference drawn at random"),
)
