"""The signed-in portal, as the services know it (services.ports.Portal)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from editor_app.api import articles, changes, files, reference, session, tasks, uploads
from editor_app.api.client import HttpClient
from editor_app.core.organisation import Profile, Section
from editor_app.core.outbox import Receipt, Submission
from editor_app.core.review import ArticleStatus, ArticleSummary, FeedPage, ReturnReason, ReviewCase, ReviewTask
from editor_app.core.transfer import RulePackFiles, UploadSource


class HttpPortal:
    """Every method is one resource's function with this connection; see there and in services.ports."""

    def __init__(self, client: HttpClient) -> None:
        self._client = client

    def profile(self) -> Profile:
        """GET /me."""
        return reference.profile(self._client)

    def sections(self) -> tuple[Section, ...]:
        """GET /sections."""
        return reference.sections(self._client)

    def rule_pack(self, etag: str) -> RulePackFiles | None:
        """GET /rule-pack."""
        return reference.rule_pack(self._client, etag)

    def changes(self, cursor: str) -> FeedPage:
        """GET /changes."""
        return changes.fetch(self._client, cursor)

    def article(self, article_id: str) -> ArticleStatus:
        """GET /articles/{id}."""
        return articles.status(self._client, article_id)

    def published(self, query: str = "", page: int = 1) -> tuple[ArticleSummary, ...]:
        """GET /articles?state=published."""
        return articles.published(self._client, query, page)

    def known_files(self, hashes: Sequence[str]) -> frozenset[str]:
        """POST /files/known."""
        return files.known(self._client, hashes)

    def upload(
        self,
        source: UploadSource,
        resume_url: str,
        remember_url: Callable[[str], None],
        progress: Callable[[int], None],
        cancelled: Callable[[], bool],
    ) -> None:
        """tus at /uploads."""
        uploads.upload(self._client, source, resume_url, remember_url, progress, cancelled)

    def submit(self, submission: Submission, idempotency_key: str) -> Receipt:
        """POST /articles/{id}/submit."""
        return articles.submit(self._client, submission, idempotency_key)

    def receipt(self, idempotency_key: str) -> Receipt | None:
        """GET /receipts/{key}."""
        return articles.receipt(self._client, idempotency_key)

    def recall(self, article_id: str, etag: str, idempotency_key: str) -> ArticleSummary:
        """POST /articles/{id}/recall."""
        return articles.recall(self._client, article_id, etag, idempotency_key)

    def withdraw(self, article_id: str, reason: str, etag: str, idempotency_key: str) -> ArticleSummary:
        """POST /articles/{id}/withdraw."""
        return articles.withdraw(self._client, article_id, reason, etag, idempotency_key)

    def tasks(self) -> tuple[ReviewTask, ...]:
        """GET /tasks."""
        return tasks.queue(self._client)

    def case(self, task_id: str) -> ReviewCase:
        """GET /tasks/{id}."""
        return tasks.case(self._client, task_id)

    def claim(self, task_id: str) -> ReviewTask:
        """POST /tasks/{id}/claim."""
        return tasks.claim(self._client, task_id)

    def release(self, task_id: str) -> ReviewTask:
        """POST /tasks/{id}/release."""
        return tasks.release(self._client, task_id)

    def approve(self, task_id: str, revision_id: str, content_hash: str, comment: str, idempotency_key: str) -> ArticleSummary:
        """POST /tasks/{id}/approve."""
        return tasks.approve(self._client, task_id, revision_id, content_hash, comment, idempotency_key)

    def send_back(
        self, task_id: str, revision_id: str, content_hash: str, reason: ReturnReason, text: str, idempotency_key: str
    ) -> ArticleSummary:
        """POST /tasks/{id}/return."""
        return tasks.send_back(self._client, task_id, revision_id, content_hash, reason, text, idempotency_key)

    def comment(self, article_id: str, text: str, part: str, quote: str, start: int, end: int, idempotency_key: str) -> None:
        """POST /articles/{id}/comments."""
        articles.comment(self._client, article_id, text, part, quote, start, end, idempotency_key)

    def download(self, article_id: str, sha256: str, target: Path, progress: Callable[[int], None]) -> None:
        """GET /articles/{id}/files/{sha256}."""
        files.download(self._client, article_id, sha256, target, progress)

    def sign_out(self) -> None:
        """DELETE /devices/current."""
        session.sign_out(self._client)
        self._client.close()
