"""What happened to the made-up articles, through the portal's own actions, each at its own time."""

from __future__ import annotations

import datetime as dt
import hashlib
import tempfile
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import transaction

from editor_app.core.clock import stamp
from editor_app.core.content import ArticleContent, Attachment, Role
from editor_app.core.finding import BODY, Finding, Severity, Waiver
from editor_app.core.organisation import StageKind
from editor_app.core.review import ReturnReason
from portal.accounts.models import User
from portal.articles.actions.submit import submit
from portal.articles.actions.withdraw import withdraw
from portal.articles.checking import check_submission
from portal.articles.models import ArticlePage
from portal.practice.clock import at
from portal.practice.documents import MEDIA_TYPES, letter, sheet_of_paper, workbook
from portal.practice.library import CORRECTION_WAITING, PUBLISHED, RETURNED, WAITING, ZONE, Library, Story
from portal.practice.pictures import HEIGHT, WIDTH, draw
from portal.review.actions.approve import approve
from portal.review.actions.claim import claim
from portal.review.actions.comment import comment
from portal.review.actions.send_back import send_back
from portal.review.models import ReviewTask
from portal.sync.once import fingerprint
from portal.uploads.files import keep

_NAMESPACE = uuid.UUID("6f1d7c52-4d0f-4c55-9f0e-0a6f0c5be1a7")


@dataclass
class History:
    """Plays stories. `now` is the time of making: nothing happens after it."""

    library: Library
    people: Mapping[str, User]
    now: dt.datetime

    def play(self, story: Story) -> None:
        """Bring one article to the state its story tells. Raises Problem when the portal refuses it: the data is wrong then."""
        if story.state == CORRECTION_WAITING:
            self._waiting_correction(story)
            return
        content, author = self.content(story), self.author(story)
        end = story.moment("published", self.now) or self.now
        self._submit(story, content, author, end - dt.timedelta(hours=2, minutes=35) if story.state == PUBLISHED else end)
        for row in story.head.get("comments", []):
            self._comment(story, row, end + dt.timedelta(minutes=25))
        if story.state == PUBLISHED:
            self._pass_all(story, end)
            self._after(story, end)
            return
        for step in range(int(story.head.get("passed", 0))):
            self._pass_one(story, end + dt.timedelta(minutes=40 * (step + 1)))
        if story.state == RETURNED:
            self._return(story, end + dt.timedelta(minutes=50 * (1 + int(story.head.get("passed", 0)))))
        if story.state == WAITING and story.text("claimed_by"):
            with at(min(end + dt.timedelta(minutes=95), self.now)):
                claim(self.people[story.text("claimed_by")], self._task(story).pk)

    def content(self, story: Story) -> ArticleContent:
        """What is handed in; its files are stored for the author's unit."""
        unit = self.author(story).unit
        assert unit is not None
        attachments = [self._kept(data, item, unit) for data, item in _files(story)]
        section = next(row for row in self.library.sections if row["code"] == story.text("section"))
        return ArticleContent(
            title=story.text("title"),
            section=story.text("section"),
            kind=story.text("kind") or section["kinds"][0],
            fields={key: str(value) for key, value in story.head.get("fields", {}).items()},
            body=_replaced(story.body, story.head.get("first", {})),
            attachments=tuple(attachments),
        )

    def author(self, story: Story) -> User:
        """Named in the story, else the unit's first officer who may sign in at once."""
        if story.text("author"):
            return self.people[story.text("author")]
        officers = (person for person in self.people.values() if person.unit_id == story.text("unit") and person.is_officer)
        return next(person for person in officers if not person.must_change_password or story.text("unit") == "")

    @staticmethod
    def _kept(data: bytes, item: Attachment, unit: Any) -> Attachment:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / item.id
            path.write_bytes(data)
            keep(path, item.sha256, item.size, unit)
        return item

    def _submit(self, story: Story, content: ArticleContent, author: User, moment: dt.datetime, etag: str = "") -> None:
        with at(moment):
            waivers = _waivers(check_submission(author, content).findings, story.text("waiver_reason"), author, moment)
            uuid_, key = _uuid(story), uuid.uuid5(_NAMESPACE, f"{story.name}/{content.content_hash}")
            print_ = fingerprint("POST", f"/api/v1/articles/{uuid_}/submit", {"content_hash": content.content_hash})
            conditions = {"if_match": etag, "if_none_match": "" if etag else "*"}
            submit(author, uuid_, content, content.content_hash, waivers, key=key, print_=print_, **conditions)

    def _comment(self, story: Story, row: Mapping[str, Any], moment: dt.datetime) -> None:
        quote = str(row.get("quote", ""))
        start = story.body.index(quote) if quote else 0
        with at(min(moment, self.now)), transaction.atomic():
            part = BODY if quote else ""
            comment(self.people[row["by"]], _uuid(story), row["text"], part, quote, start, start + len(quote))

    def _task(self, story: Story) -> ReviewTask:
        waiting = ReviewTask.objects.filter(article__uuid=_uuid(story), state=ReviewTask.OPEN)
        return waiting.select_related("submission__revision", "article").get()

    def _reviewer(self, task: ReviewTask) -> User:
        """Somebody whose queue it is and who did not write it; the centre's two take turns."""
        if task.kind == StageKind.CENTRE.value:
            able = [person for person in self.people.values() if person.is_centre_reviewer]
        else:
            able = [person for person in self.people.values() if person.is_unit_reviewer and person.unit_id == task.unit_id]
        able = [person for person in able if person.pk != task.submission.author_id]
        return able[task.article_id % len(able)]

    def _pass_one(self, story: Story, moment: dt.datetime) -> None:
        task = self._task(story)
        revision = task.submission.revision
        with at(min(moment, self.now)), transaction.atomic():
            approve(self._reviewer(task), task.pk, str(revision.pk), revision.content_hash, "")

    def _pass_all(self, story: Story, end: dt.datetime) -> None:
        left = len(self._task(story).submission.stages)
        for step in range(left, 0, -1):
            self._pass_one(story, end - dt.timedelta(minutes=37 * (step - 1)))

    def _return(self, story: Story, moment: dt.datetime) -> None:
        task = self._task(story)
        revision, reason = task.submission.revision, ReturnReason(story.text("reason"))
        with at(min(moment, self.now)), transaction.atomic():
            send_back(self._reviewer(task), task.pk, str(revision.pk), revision.content_hash, reason, story.text("return_text"))

    def _after(self, story: Story, end: dt.datetime) -> None:
        if story.text("corrected"):
            moment = dt.datetime.fromisoformat(story.text("corrected")).replace(tzinfo=ZONE)
            self._correct(story, f"{story.body}\n> {story.text('correction')}\n", moment, self.author(story))
            self._pass_all(story, moment + dt.timedelta(hours=1, minutes=30))
        if story.text("withdrawn"):
            moment = dt.datetime.fromisoformat(story.text("withdrawn")).replace(tzinfo=ZONE)
            with at(moment), transaction.atomic():
                etag = ArticlePage.objects.get(uuid=_uuid(story)).etag
                withdraw(self.author(story), _uuid(story), story.text("withdraw_reason"), explain=True, if_match=etag)

    def _correct(self, story: Story, body: str, moment: dt.datetime, author: User) -> None:
        article = ArticlePage.objects.get(uuid=_uuid(story))
        data = article.content.to_dict() | {"body": body}
        self._submit(story, ArticleContent.from_dict(data), author, moment, article.etag)

    def _waiting_correction(self, story: Story) -> None:
        base = next(item for item in self.library.stories if item.name == story.text("base"))
        body = _replaced(base.body, story.head["replace"])
        self._correct(base, body, story.moment("submitted", self.now) or self.now, self.people[story.text("author")])


def _replaced(body: str, pairs: Mapping[str, str]) -> str:
    """`body` with each text replaced. Raises ValueError when one is not there: the data is wrong then."""
    for old, new in pairs.items():
        if old not in body:
            raise ValueError(f"the text does not hold {old!r}")
        body = body.replace(old, new)
    return body


def _uuid(story: Story) -> uuid.UUID:
    return uuid.uuid5(_NAMESPACE, story.name)


def _files(story: Story) -> list[tuple[bytes, Attachment]]:
    """Pictures and documents of a story with their bytes."""
    made = []
    for row in story.head.get("images", []):
        data = draw(row["scene"], f"{story.name}/{row['id']}")
        made.append((data, _attachment(row, Role.IMAGE, data, "image/jpeg")))
    for row in story.head.get("files", []):
        title = row["name"].rpartition(".")[0]
        data = {
            "xlsx": lambda row=row, title=title: workbook(title, row["rows"]),
            "docx": lambda row=row: letter(row["lines"]),
            "pdf": lambda row=row: sheet_of_paper(row["lines"]),
        }[row["maker"]]()
        made.append((data, _attachment(row, Role.FILE, data, MEDIA_TYPES[row["maker"]])))
    return made


def _attachment(row: Mapping[str, Any], role: Role, data: bytes, media_type: str) -> Attachment:
    image = role is Role.IMAGE
    return Attachment(
        id=row["id"],
        role=role,
        name=row["name"],
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        media_type=media_type,
        alt=row.get("alt", ""),
        caption=row.get("caption", ""),
        width=WIDTH if image else 0,
        height=HEIGHT if image else 0,
    )


def _waivers(findings: list[dict[str, Any]], reason: str, author: User, moment: dt.datetime) -> list[dict[str, Any]]:
    """The story's reason for each warning, as the client would have asked for it. Raises ValueError when it gives none."""
    warned = [Finding.from_dict(row) for row in findings if row["severity"] == Severity.WARNING.value]
    if warned and not reason:
        raise ValueError(f"a reason is needed for: {warned[0].message}")
    return [
        Waiver(found.rule, found.anchor, found.message, found.text, reason, author.shown_name, stamp(moment)).to_dict()
        for found in warned
    ]
