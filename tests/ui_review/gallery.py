"""Pictures of the review screen to look at: `python -m tests.ui_review.gallery FOLDER` (offscreen, 1366x768)."""

from __future__ import annotations

import hashlib
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QApplication, QDialog

from editor_app.core.content import ArticleContent, Attachment, Role
from editor_app.core.finding import Waiver
from editor_app.core.organisation import UserRole
from editor_app.core.review import Comment, HistoryEntry
from editor_app.ui.i18n import Language
from editor_app.ui.main_window import MainWindow
from editor_app.ui.navigation import Place
from editor_app.ui.places import PLACES
from editor_app.ui.review.view import ReviewScreen
from editor_app.ui.tasks import BackgroundRunner
from editor_app.ui.theme import ThemeMode
from tests.ui_editor.bench import make_context, profile
from tests.ui_editor.gallery import landscape
from tests.ui_editor.samples import BODY, FIELDS, TITLE
from tests.ui_review.fakes import ME, Desk, in_days, warning


def fill(desk: Desk) -> None:
    photo = landscape()
    sha256 = hashlib.sha256(photo).hexdigest()
    (desk.folder / sha256).write_bytes(photo)
    files = (
        Attachment(
            "file0001",
            Role.IMAGE,
            "防火宣传车.jpg",
            sha256,
            len(photo),
            "image/jpeg",
            "防火宣传车在青山村",
            width=1280,
            height=720,
        ),
        Attachment("file0002", Role.FILE, "森林防火值班表.xlsx", "0" * 64, 18_432, "application/vnd.ms-excel"),
    )
    old = ArticleContent(TITLE, "tzgg", "notice", FIELDS, BODY.replace("| 西片 | 李敏 | 0917-5521002 |\n", ""), files[:1])
    body = BODY
    for bad, good in (("布署", "部署"), ("13800138000", "138****8000"), ("三、强化", "二、强化"), ("气侯", "气候")):
        body = body.replace(bad, good)
    body = body.replace("压实责任，严防死守。", "压实责任，严防死守。\n\n各村每日17时前报告巡查情况。")
    new = replace(old, body=body, attachments=files, fields={**FIELDS, "document_number": "青政发〔2026〕18号"})
    at = body.index("充分认识气候变化带来的新情况")
    desk.add(
        "t1",
        new,
        old,
        due_at=in_days(0.01),
        claimed_by=ME,
        comments=(
            Comment(
                "c1",
                ME,
                "2026-11-23T10:02:00+08:00",
                "建议点明本镇林区范围。",
                "body",
                "充分认识气候变化带来的新情况",
                at,
                at + 14,
            ),
        ),
        findings=(warning("24小时值班", body),),
        waivers=(
            Waiver("Q1", "x", "引文未标注来源", "充分认识", "引自本镇年度计划，未公开", "林晓梅", "2026-11-23T08:00:00+08:00"),
        ),
        history=(
            HistoryEntry("2026-11-23T08:40:00+08:00", "林晓梅", "submitted", content_hash=new.content_hash),
            HistoryEntry("2026-11-23T09:12:00+08:00", "张强", "approved", "单位审核", content_hash=new.content_hash),
            HistoryEntry("2026-11-23T10:20:00+08:00", "区林业局", "approved", "归口部门", content_hash=new.content_hash),
        ),
    )
    for name, title, unit, section, days in (
        ("t2", "区教育局2026年寒假安全工作提示", "区教育局", "政务动态", 1),
        ("t3", "城关街道便民服务事项清单（2026年版）", "城关街道", "办事指南", 1.1),
        ("t4", "关于王明等同志职务任免的通知", "区人社局", "人事任免", 3),
        ("t5", "青山乡召开冬季义务植树动员会", "青山乡", "政务动态", 4),
    ):
        mine = name == "t4"
        desk.add(
            name,
            ArticleContent(title, "zwdt", "news", {}, "正文第一段。\n\n正文第二段。"),
            unit=unit,
            section=section,
            due_at=in_days(days),
            may_decide=not mine,
            why_not="own_submission" if mine else "",
        )


class Gallery:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.runner = BackgroundRunner(lambda error: print("error:", error.title, error.detail))

    def settle(self) -> None:
        for _ in range(60):
            QApplication.processEvents()
            while self.runner.busy:
                QApplication.processEvents()

    def shoot(
        self,
        name: str,
        mode: ThemeMode,
        language: Language,
        act: Callable[[ReviewScreen], None] | None = None,
        prepare: Callable[[Desk], None] = fill,
    ) -> None:
        with tempfile.TemporaryDirectory() as scratch:
            desk = Desk(Path(scratch))
            prepare(desk)
            who = profile(ME, "区信息中心", UserRole.CENTRE_REVIEWER)
            context = make_context(self.runner, Path(scratch), mode=mode, language=language, who=who)
            made: list[ReviewScreen] = []

            def create(context: object) -> ReviewScreen:
                made.append(ReviewScreen(context, desk, ME))  # type: ignore[arg-type]
                return made[-1]

            others = tuple(place for place in PLACES if place.id not in ("review", "today"))
            window = MainWindow(
                context, (Place("today", "Today", "calendar-days", create), Place("review", "Review", "check", create), *others)
            )
            window.resize(1366, 768)
            window.show()
            window.open("review", "")
            self.settle()
            if act is not None:
                act(made[-1])
                self.settle()
            picture = window.grab()
            for dialog in window.findChildren(QDialog):
                if dialog.isVisible():
                    painter = QPainter(picture)
                    painter.fillRect(picture.rect(), QColor(0, 0, 0, 60))
                    shot = dialog.grab()
                    painter.drawPixmap((picture.width() - shot.width()) // 2, (picture.height() - shot.height()) // 2, shot)
                    painter.end()
            picture.save(str(self.folder / f"{name}.png"))
            for screen in made:
                screen.dispose()
            window.hide()
            window.deleteLater()
            self.settle()
            context.translation.release()


def main(folder: Path) -> None:
    QApplication(sys.argv)
    gallery = Gallery(folder)
    zh, en, light, dark = Language.CHINESE, Language.ENGLISH, ThemeMode.LIGHT, ThemeMode.DARK
    gallery.shoot("review-zh-light", light, zh)
    gallery.shoot("review-zh-dark", dark, zh)
    gallery.shoot("review-en-light", light, en)
    gallery.shoot("review-check-zh", light, zh, lambda screen: screen.side.show_tab(1))
    gallery.shoot("review-record-zh", light, zh, lambda screen: screen.side.show_tab(3))
    gallery.shoot("review-files-zh", light, zh, lambda screen: screen.side.show_tab(2))
    gallery.shoot("review-approve-zh", light, zh, lambda screen: screen.presenter.approve())
    gallery.shoot("review-return-zh", light, zh, lambda screen: screen.presenter.send_back())
    gallery.shoot("review-own-zh", light, zh, lambda screen: screen.presenter.open("t4"))
    gallery.shoot("review-empty-zh", light, zh, prepare=lambda desk: None)
    gallery.runner.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
