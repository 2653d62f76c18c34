"""Where imports store personal data: the lists' rows, and the files while a plan waits."""

from vidsyn.history.personal.register import declare, mentions, plain
from vidsyn.intake.models import Import, Imported, ImportRow, RememberedMapping, RememberedName

declare(
    Import,
    mentions("file_name", "sheets", "settings", "lost", "undo_reason"),
    plain(
        "reference", "file_digest", "counts", "reading", why="a reference, a digest, numbers and a random id"
    ),
)
declare(
    ImportRow,
    mentions(
        "sheet", "values", "extra", "identity", "refusals", "warnings", "changes", "conflicts", "chosen", "name",
        "proposal", "fault",
    ),
    plain("reading", why="a random id"),
)  # fmt: skip
declare(
    Imported, mentions("values"), plain("identity", why="a digest, or a reference or code of an organisation")
)
declare(RememberedMapping, mentions("settings"), plain("shape", why="a digest"))
declare(RememberedName, plain("folded", "country", "ror", why="an organisation"))
