"""Match names to organisations and to listed parties, locally and with reasons. A library without Django.

from vidsyn.matching import open_index
index = open_index(Path("var/ror"))
matches = index.resolve("Kungl. Tekniska högskolan", country="SE")
"""

from vidsyn.matching.organisation_index import NameIndex, OrganisationIndex, Suggestion
from vidsyn.matching.organisations import (
    Band,
    Match,
    Named,
    NameKind,
    OrganisationName,
    OrganisationRecord,
    Reason,
    Status,
)
from vidsyn.matching.resolver import PROPOSED
from vidsyn.matching.ror.store import ImportResult, import_dump, open_index

__all__ = [
    "PROPOSED",
    "Band",
    "ImportResult",
    "Match",
    "NameIndex",
    "NameKind",
    "Named",
    "OrganisationIndex",
    "OrganisationName",
    "OrganisationRecord",
    "Reason",
    "Status",
    "Suggestion",
    "import_dump",
    "open_index",
]
