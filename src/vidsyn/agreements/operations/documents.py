"""Documents of an agreement: checked, stored by content digest, one row per version."""

from __future__ import annotations

from pathlib import PurePath

from django.utils import timezone

from vidsyn.acts.locking import locked, save
from vidsyn.acts.operations import operation
from vidsyn.agreements.facts import AgreementFact
from vidsyn.agreements.models import Agreement, AgreementDocument
from vidsyn.agreements.operations.stepping import opened, tell
from vidsyn.agreements.vocabulary import DocumentKind
from vidsyn.history import recording
from vidsyn.kernel.ids import new_id
from vidsyn.kernel.shapes import Content, LanguageCode, Said
from vidsyn.people.actors import Actor
from vidsyn.storage import files

_FIELDS = ("kind", "title", "language", "number", "file_name", "media_type", "size", "digest")


@operation(records=[AgreementFact.DOCUMENT_ADDED])
def document_add(
    *,
    agreement: Agreement,
    kind: DocumentKind,
    file_name: Said,
    content: Content,
    title: str = "",
    language: LanguageCode = "",
    replaces: AgreementDocument | None = None,
    actor: Actor,
) -> AgreementDocument:
    """Add a document (PDF, DOCX, ODT, RTF, PNG or JPEG), or the next version of one. Earlier versions are kept."""
    current = opened(agreement, actor)
    name = PurePath(file_name.replace("\\", "/")).name[-200:]
    media_type = files.media_type(content, name)
    latest = _latest(replaces) if replaces is not None and replaces.agreement_id == current.pk else None
    document = AgreementDocument.objects.create(
        agreement=current,
        kind=kind,
        title=title.strip() or (latest.title if latest else PurePath(name).stem)[:200],
        language=language.strip().lower() or (latest.language if latest else ""),
        series=latest.series if latest else new_id(),
        number=latest.number + 1 if latest else 1,
        file_name=name,
        media_type=media_type,
        size=len(content),
        digest=files.keep(content),
    )
    save(current)
    tell(
        AgreementFact.DOCUMENT_ADDED,
        current,
        actor,
        after=recording.snapshot(document, _FIELDS),
        inside=True,
    )
    return document


def _latest(document: AgreementDocument) -> AgreementDocument | None:
    return AgreementDocument.objects.filter(series=document.series).order_by("-number").first()


@operation(records=[AgreementFact.DOCUMENT_REMOVED])
def document_remove(*, document: AgreementDocument, reason: str = "", actor: Actor) -> Agreement:
    """Take a version out of sight. Its content stays in the store, since the history speaks of it."""
    current = locked(document)
    agreement = opened(current.agreement, actor)
    if current.removed_at is not None:
        recording.nothing_changed()
        return agreement
    current.removed_at = timezone.now()
    save(current)
    save(agreement)
    tell(
        AgreementFact.DOCUMENT_REMOVED,
        agreement,
        actor,
        before=recording.snapshot(current, ("title", "number", "digest")),
        reason=reason,
        inside=True,
    )
    return agreement
