"""Drafts (稿件): writing, history, trash, import. Everything here works with no network."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from editor_app.core import clock as times
from editor_app.core.changes import Changes
from editor_app.core.content import ArticleContent, Attachment, Role
from editor_app.core.draft import Draft, DraftQuery, DraftState, DraftSummary, Revision, RevisionKind, RevisionSummary
from editor_app.core.errors import BadAttachment, NotAllowed
from editor_app.core.finding import Finding, Severity, Waiver
from editor_app.core.kind import Kind
from editor_app.core.organisation import Limits
from editor_app.services.ports import Clock

if TYPE_CHECKING:
    from editor_app.content.docx_import import ImportReport
    from editor_app.content.images import PreparedImage
    from editor_app.store.account import AccountStore

TRASH_DAYS = 30


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A .docx that was read and its pictures prepared, not yet stored. `lost` are pictures that could not be used."""

    title: str
    body: str
    images: tuple[tuple[str, str, str, PreparedImage], ...]  # id, name, alt, picture
    report: ImportReport
    lost: tuple[str, ...] = ()


class Drafting:
    """The drafts of one account."""

    def __init__(self, store: AccountStore, account_id: str, clock: Clock) -> None:
        self._store = store
        self._account_id = account_id
        self._clock = clock

    def new(self, section: str, kind: Kind, title: str = "") -> Draft:
        """[disk] A draft with the kind's template."""
        content = ArticleContent(title=title, section=section, kind=kind.code, body=kind.template)
        return self._store.drafts.create(content, self._account_id)

    def load(self, draft_id: str) -> Draft:
        """[disk] Raises NotStored when there is no such draft."""
        return self._store.drafts.load(draft_id)

    def save(self, draft_id: str, content: ArticleContent, kind: RevisionKind = RevisionKind.AUTOSAVE) -> tuple[Draft, Changes]:
        """[disk] When it returns, the text is on the disk for good. Raises NotAllowed while the draft is queued or in review."""
        return self._store.drafts.save_content(draft_id, content, kind)

    def list(self, query: DraftQuery) -> list[DraftSummary]:
        """[disk] Drafts that match, newest first."""
        return self._store.drafts.summaries(query)

    def counts(self) -> dict[DraftState, int]:
        """[disk] Drafts outside the trash by state."""
        return self._store.drafts.counts()

    def history(self, draft_id: str) -> Sequence[RevisionSummary]:
        """[disk] Revisions, newest first."""
        return self._store.revisions.of_draft(draft_id)

    def revision(self, revision_id: str) -> Revision:
        """[disk] One revision with its content."""
        return self._store.revisions.load(revision_id)

    def restore(self, draft_id: str, revision_id: str) -> tuple[Draft, Changes]:
        """[disk] Bring a revision back; the present text is kept as a revision first."""
        return self._store.revisions.restore(draft_id, revision_id), Changes(drafts=frozenset({draft_id}))

    def name_revision(self, revision_id: str, name: str) -> Changes:
        """[disk] Give a revision a name; named ones are never thinned out."""
        return self._store.revisions.name(revision_id, name.strip())

    def trash(self, draft_id: str) -> Changes:
        """[disk] Into the trash for 30 days. Raises NotAllowed for a draft in the outbox or in review."""
        self._editable(draft_id)
        return self._store.drafts.trash(draft_id)

    def untrash(self, draft_id: str) -> Changes:
        """[disk] Out of the trash."""
        return self._store.drafts.untrash(draft_id)

    def remove(self, draft_id: str) -> Changes:
        """[disk] Remove one trashed draft for good. Raises NotAllowed when it is not in the trash."""
        return self._store.drafts.remove(draft_id)

    def purge_trash(self, days: int = TRASH_DAYS) -> Changes:
        """[disk] Remove for good what has been in the trash for longer than `days`."""
        present = times.parse(self._clock.now()) or times.now()
        return self._store.drafts.remove_trashed(times.stamp(present - dt.timedelta(days=days)))

    def duplicate(self, draft_id: str) -> Draft:
        """[disk] A new draft with the same content, never submitted."""
        return self._store.drafts.duplicate(draft_id)

    def save_waiver(self, draft_id: str, finding: Finding, reason: str, by: str) -> tuple[Draft, Changes]:
        """[disk] Keep a warned text with a reason (an empty reason takes the waiver back). Raises NotAllowed for an error."""
        if finding.severity is Severity.ERROR:
            raise NotAllowed("This must be mended; a reason is not enough", detail=finding.rule)
        draft = self._editable(draft_id)
        kept = tuple(waiver for waiver in draft.waivers if not waiver.covers(finding))
        if reason.strip():
            kept += (Waiver(finding.rule, finding.anchor, finding.message, finding.text, reason.strip(), by, self._clock.now()),)
        return replace(draft, waivers=kept), self._store.drafts.save_waivers(draft_id, kept)

    def read_docx(self, path: Path, limits: Limits) -> ReadDocument:
        """[cpu] Read a .docx and prepare its pictures. Raises BadDocument."""
        # Reading Word documents and pictures takes large libraries, which no start of the program waits for.
        from editor_app.content.docx_import import import_docx
        from editor_app.content.images import prepare_image

        imported = import_docx(path, limits)
        pictures: list[tuple[str, str, str, PreparedImage]] = []
        lost: list[str] = []
        for image in imported.images:
            try:
                pictures.append((image.id, image.name, image.alt, prepare_image(image.data, limits)))
            except BadAttachment:
                lost.append(image.name)
        return ReadDocument(imported.title, imported.body, tuple(pictures), imported.report, tuple(lost))

    def save_docx(self, read: ReadDocument, section: str, kind: str) -> tuple[Draft, ImportReport]:
        """[disk] Make a draft of what was read. A picture that was lost leaves its reference, which blocks submission."""
        attachments = tuple(self._picture(*item) for item in read.images)
        content = ArticleContent(read.title, section, kind, {}, read.body, attachments)
        return self._store.drafts.create(content, self._account_id), read.report

    def import_docx(self, path: Path, section: str, kind: str, limits: Limits) -> tuple[Draft, ImportReport]:
        """[disk] read_docx and save_docx in one, for the command line and tests."""
        return self.save_docx(self.read_docx(path, limits), section, kind)

    def _picture(self, image_id: str, name: str, alt: str, picture: PreparedImage) -> Attachment:
        return Attachment(
            id=image_id,
            role=Role.IMAGE,
            name=name,
            sha256=self._store.blobs.add(picture.data),
            size=len(picture.data),
            media_type=picture.media_type,
            alt=alt,
            width=picture.width,
            height=picture.height,
        )

    def _editable(self, draft_id: str) -> Draft:
        draft = self._store.drafts.load(draft_id)
        if not draft.state.editable:
            raise NotAllowed(
                "This draft has been submitted and cannot be changed now",
                "Recall it first, or wait until it is returned.",
                detail=f"draft {draft.state}",
            )
        return draft
