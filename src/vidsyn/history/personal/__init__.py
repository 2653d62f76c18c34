"""Where personal values are stored, whose they are, how long they stay and how erasure reaches each of them.

Every room declares its own columns in its module `personal`; `tests/people/test_personal.py` fails for a column that
nobody declared. `vidsyn personal` prints the declarations as the record of processing.
"""

from vidsyn.history.personal.needles import GONE, Needles
from vidsyn.history.personal.register import (
    ENTRIES,
    KEPT_FACTS,
    STORES,
    About,
    Entry,
    Keeps,
    Reach,
    Store,
    Whose,
    declare,
    declare_store,
    derived,
    is_obvious,
    keep_facts,
    kept,
    mentions,
    names,
    personal_register,
    plain,
    rebuilds,
    undeclared,
)

__all__ = [
    "ENTRIES",
    "GONE",
    "KEPT_FACTS",
    "STORES",
    "About",
    "Entry",
    "Keeps",
    "Needles",
    "Reach",
    "Store",
    "Whose",
    "declare",
    "declare_store",
    "derived",
    "is_obvious",
    "keep_facts",
    "kept",
    "mentions",
    "names",
    "personal_register",
    "plain",
    "rebuilds",
    "undeclared",
]
