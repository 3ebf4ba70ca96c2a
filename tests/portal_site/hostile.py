"""Put an article with markup and script in every text straight into a practice portal, past the rules; prints addresses."""

from __future__ import annotations

import hashlib
import json
import sys
import tempfile
import uuid
from pathlib import Path

SCRIPT = "<script>alert(1)</script>"
IMAGE = '"><img src=x onerror=alert(2)>'


def main() -> None:
    """Publishes the hostile article, a long one and a withdrawn one, and renames a unit and a section with markup."""
    import django

    django.setup()
    from django.utils import timezone

    from editor_app.core.content import ArticleContent, Attachment, Role
    from portal.accounts.models import User
    from portal.articles.models import ArticlePage
    from portal.articles.store import add_revision, create_article
    from portal.organisation.models import Section, Unit
    from portal.practice.pictures import draw
    from portal.uploads.files import keep

    author = User.objects.get(username="chenyufei")
    picture = draw("lake", "hostile")
    sha256 = hashlib.sha256(picture).hexdigest()
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "picture").write_bytes(picture)
        keep(Path(folder) / "picture", sha256, len(picture), author.unit)
    texts = f"{SCRIPT}{IMAGE}"
    content = ArticleContent(
        title=f"标题{texts}",
        section="news",
        kind="news",
        fields={"source": f"来源{texts}", "editor": f"编辑{texts}"},
        body=(
            f"正文{texts}\n\n![替代{texts}](attachment:pic00001)\n\n[链接](javascript:alert(3))\n\n"
            "<a href='javascript:alert(4)'>x</a>\n\n"
            f"<iframe src='https://example.org'></iframe><style>body{{display:none}}</style>\n\n"
            f"| {SCRIPT} |\n| --- |\n| {IMAGE} |\n"
        ),
        attachments=(
            Attachment(
                "pic00001", Role.IMAGE, f"图{IMAGE}.jpg", sha256, len(picture), "image/jpeg", f"替代{texts}", f"图注{texts}"
            ),
            Attachment("file0001", Role.FILE, f"表{IMAGE}.html", sha256, len(picture), "text/html"),
        ),
    )

    def publish(content: ArticleContent) -> ArticlePage:
        article = create_article(author, uuid.uuid4(), content)
        revision = add_revision(article, author, content, submitted=True)
        article.refresh_from_db()
        article.live, article.state, article.published_at = True, "published", timezone.now()
        article.public_revision = revision
        article.save()
        return article

    hostile = publish(content)
    gone = publish(ArticleContent(f"撤回{SCRIPT}", "news", "news", {"source": "x"}, "不再公开的正文", content.attachments[:1]))
    ArticlePage.objects.filter(pk=gone.pk).update(
        live=False, state="withdrawn", withdrawn_at=timezone.now(), withdrawal_note=f"原因{texts}"
    )
    for number in range(45):
        publish(ArticleContent(f"第{number + 1}期简报", "meetings", "meeting", {"meeting": "例会", "date": "2026-11-01"}, "内容"))
    Unit.objects.filter(code="liulin").update(introduction=f"简介{texts}", address=texts, phone=texts)
    Section.objects.filter(code="meetings").update(description=f"说明{texts}")
    addresses = {"hostile": hostile.get_url(), "gone": gone.get_url(), "uuid": str(hostile.uuid), "gone_uuid": str(gone.uuid)}
    sys.stdout.write(json.dumps(addresses) + "\n")


if __name__ == "__main__":
    main()
