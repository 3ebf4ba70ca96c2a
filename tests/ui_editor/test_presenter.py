"""Form, findings, files, versions and the way to review, without Qt."""

from pathlib import Path

from editor_app.core.draft import DraftState, Remote, RevisionKind
from editor_app.core.errors import BadAttachment, NotAllowed, Unreachable
from editor_app.core.finding import Finding, Severity
from editor_app.core.review import Comment
from editor_app.services.ports import Lane
from editor_app.ui.editor.presenter import find_quote
from tests.ui_editor.samples import BODY, FIELDS, TITLE


def messages(desk):
    return [row.finding.message for row in desk.view.findings.rows]


def open_full(desk, **more):
    return desk.open(BODY.replace("](attachment:file0001)", "](attachment:x)"), title=TITLE, fields=FIELDS, **more)


# ---- form


def test_sections_offered_are_those_i_may_write_in_and_the_kind_follows(desk):
    presenter = desk.open("字")
    sections, section, kinds, kind = desk.view.shown["show_choices"]
    assert [code for code, _name in sections] == ["tzgg", "zwdt", "bszn"]
    assert (section, kind) == ("tzgg", "notice")
    presenter.section_chosen("bszn")
    assert presenter.content().kind == "guide"
    assert desk.view.shown["show_fields"][0].code == "guide"
    assert [code for code, _label in desk.view.shown["show_choices"][2]] == ["guide"]
    assert len(kinds) == 2


def test_values_of_another_kind_are_not_sent_but_come_back_with_it(desk):
    presenter = desk.open("字", fields={"issuer": "青河镇"})
    presenter.kind_chosen("news")
    assert "issuer" not in presenter.content().fields
    presenter.kind_chosen("notice")
    assert presenter.content().fields["issuer"] == "青河镇"


def test_a_wrong_field_is_told_while_typing_an_empty_one_is_not(desk):
    presenter = desk.open("字")
    presenter.field_changed("date", "23号")
    assert [problem.field for problem in desk.view.shown["show_field_problems"][0]] == ["date"]
    presenter.field_changed("date", "2026-11-23")
    assert desk.view.shown["show_field_problems"][0] == []


# ---- findings


def test_findings_come_a_moment_after_typing_newest_wins(desk):
    desk.open()
    desk.runner.held = True
    desk.body.type("统一布署")
    desk.timers.advance(0.3)
    desk.body.type("，电话13800138000")
    desk.timers.advance(0.3)
    desk.runner.step_all()
    assert messages(desk) == ["“布署”应为“部署”", "正文出现手机号码"]
    assert Lane.CPU in desk.runner.lanes


def test_the_fix_mends_the_place_even_after_typing_before_it(desk):
    presenter = open_full(desk)
    row = next(row for row in desk.view.findings.rows if row.finding.text == "布署")
    desk.body.replace_source_range(0, 0, "新的开头。\n\n")
    assert presenter.checks.fix(row.key, 0)
    assert "统一部署" in desk.body.text()
    assert "布署" not in desk.body.text()
    assert "“布署”应为“部署”" not in messages(desk)


def test_a_fix_of_words_that_changed_meanwhile_does_nothing(desk):
    presenter = open_full(desk)
    row = next(row for row in desk.view.findings.rows if row.finding.text == "布署")
    at = desk.body.text().index("布署")
    desk.body.value = desk.body.value[:at] + "安排" + desk.body.value[at + 2 :]
    before = desk.body.text()
    assert not presenter.checks.fix(row.key, 0)
    assert desk.body.text() == before
    assert ("tell_stale_fix", ()) in desk.view.told


def test_fix_in_title_and_in_a_field(desk):
    presenter = desk.open("字", title="关于布署工作的通知", fields={"document_number": "青政发[2026]18号"})
    for row in list(desk.view.findings.rows):
        assert presenter.checks.fix(row.key, 0)
    content = presenter.content()
    assert (content.title, content.fields["document_number"]) == ("关于部署工作的通知", "青政发〔2026〕18号")


def test_f8_goes_round_and_one_key_mends_the_current_one(desk):
    presenter = open_full(desk)
    presenter.checks.step(True)
    start, end = desk.body.selection()
    assert desk.body.text()[start:end] == "布署"
    presenter.checks.step(True)
    start, end = desk.body.selection()
    assert desk.body.text()[start:end] == "13800138000"
    presenter.checks.fix_current()
    assert "138****8000" in desk.body.text()
    presenter.checks.step(False)
    assert desk.view.findings.current


def test_a_warning_is_kept_with_a_reason_and_can_be_opened_again(desk):
    presenter = open_full(desk)
    row = next(row for row in desk.view.findings.rows if row.finding.rule == "F301")
    presenter.keep_with_reason(row.key)
    kept = next(row for row in desk.view.findings.rows if row.finding.rule == "F301")
    assert (kept.reason, kept.by) == ("经领导同意", "林晓梅")
    presenter.reopen_finding(kept.key)
    assert not next(row for row in desk.view.findings.rows if row.finding.rule == "F301").kept


def test_an_error_cannot_be_kept(desk):
    presenter = open_full(desk)
    row = next(row for row in desk.view.findings.rows if row.finding.severity is Severity.ERROR)
    presenter.keep_with_reason(row.key)
    assert isinstance(desk.view.errors()[0], NotAllowed)


def test_what_the_portal_refused_lands_at_its_place_until_the_words_change(desk):
    text = "内部文件，不得公开。"
    refusal = Finding("SEC1", "sec1", Severity.ERROR, "疑似涉密", "body", 0, 4, "内部文件", "内部文件")
    desk.world.portal.refusals["d1"] = (refusal,)
    presenter = desk.open(text)
    assert messages(desk) == ["疑似涉密"]
    desk.body.replace_source_range(0, 4, "公开文件")
    presenter.checks.check_now()
    assert messages(desk) == []


def test_text_inside_attachments_is_checked(desk, tmp_path: Path):
    presenter = desk.open("字")
    path = tmp_path / "名单.xlsx"
    path.write_bytes(b"names")
    presenter.attachments.add_files([path])
    item = presenter.attachments.items[0]
    desk.world.files.texts[item.sha256] = (("Sheet1!C3", "110101199003071234"),)
    presenter.attachments_changed()
    assert messages(desk) == ["附件含身份证号"]
    presenter.checks.jump(desk.view.findings.rows[0].key)
    assert desk.view.shown["select_attachment"] == (item.id,)


# ---- files


def test_files_are_added_in_order_refused_ones_are_told_pictures_go_into_the_text(desk, tmp_path: Path):
    presenter = desk.open("第一段")
    desk.body.select_source_range(3, 3)
    paths = [tmp_path / name for name in ("表.xlsx", "病毒.exe", "照片.png")]
    for path in paths:
        path.write_bytes(path.name.encode())
    presenter.attachments.add_files(paths)
    assert [item.name for item in presenter.attachments.items] == ["表.xlsx", "照片.png"]
    name, error = next(args for what, args in desk.view.told if what == "tell_attachment_refused")
    assert name == "病毒.exe"
    assert isinstance(error, BadAttachment)
    picture = presenter.attachments.items[1]
    assert desk.body.text() == f"第一段\n\n![照片](attachment:{picture.id})\n"
    rows = {row.attachment.name: row for row in desk.view.shown["show_attachments"][0]}
    assert rows["表.xlsx"].verdict == "warn"
    assert rows["表.xlsx"].reasons == (("有隐藏的工作表", "Sheet2"),)
    assert not rows["表.xlsx"].used
    assert rows["照片.png"].used
    desk.timers.advance(1)
    assert len(desk.world.disk.saves[-1][0].attachments) == 2


def test_removing_can_be_taken_back_at_the_same_place(desk, tmp_path: Path):
    presenter = desk.open("字")
    for name in ("甲.pdf", "乙.pdf", "丙.pdf"):
        (tmp_path / name).write_bytes(name.encode())
    presenter.attachments.add_files([tmp_path / name for name in ("甲.pdf", "乙.pdf", "丙.pdf")])
    middle = presenter.attachments.items[1].id
    presenter.attachments.remove(middle)
    assert [item.name for item in presenter.attachments.items] == ["甲.pdf", "丙.pdf"]
    undo = desk.view.told[-1][1][1]
    undo()
    undo()
    assert [item.name for item in presenter.attachments.items] == ["甲.pdf", "乙.pdf", "丙.pdf"]
    presenter.attachments.move(middle, -1)
    assert [item.name for item in presenter.attachments.items] == ["乙.pdf", "甲.pdf", "丙.pdf"]
    presenter.attachments.describe(middle, name="../新名/表")
    assert presenter.attachments.items[0].name == "..新名表.pdf"


def test_the_portals_limit_of_attachments_is_told(desk, tmp_path: Path):
    presenter = desk.open("字")
    presenter.attachments.most = 1
    for name in ("甲.pdf", "乙.pdf"):
        (tmp_path / name).write_bytes(name.encode())
    presenter.attachments.add_files([tmp_path / "甲.pdf", tmp_path / "乙.pdf"])
    assert [item.name for item in presenter.attachments.items] == ["甲.pdf"]
    assert ("tell_too_many", ("乙.pdf", 1)) in desk.view.told


# ---- versions


def test_restoring_keeps_the_present_first_and_shows_the_old_text(desk):
    presenter = desk.open("第一版")
    desk.body.type("，改过")
    presenter.restore("d1-1")
    assert desk.body.text() == "第一版"
    kinds = [row.kind for row in desk.view.shown["show_history"][0]]
    assert RevisionKind.BEFORE_RESTORE in kinds
    texts = [revision.content.body for revision in desk.world.disk.revisions["d1"]]
    assert "第一版，改过" in texts


def test_compare_shows_what_changed_since(desk):
    presenter = desk.open("甲乙丙", title="题")
    desk.body.type("丁戊")
    presenter.history.compare("d1-1")
    comparison = desk.view.shown["show_comparison"][0]
    assert [(run.op, run.text) for run in comparison.body] == [("same", "甲乙丙"), ("insert", "丁戊")]


# ---- to review


def mend(desk, presenter):
    while fixable := [row for row in desk.view.findings.rows if row.finding.fixes]:
        presenter.checks.fix(fixable[0].key, 0)


def test_the_sheet_says_what_blocks_and_submits_nothing(desk):
    presenter = desk.open("统一布署", title=TITLE)
    presenter.ask_submit()
    report = desk.view.shown["show_submit"][0]
    assert not report.clean
    assert [problem.field for problem in report.fields] == ["issuer", "date"]
    assert [row.finding.text for row in report.errors] == ["布署"]
    presenter.confirm_submit()
    assert desk.world.portal.outbox == {}


def test_a_clean_draft_is_queued_with_its_reasons_and_becomes_read_only(desk):
    presenter = open_full(desk)
    row = next(row for row in desk.view.findings.rows if row.finding.rule == "F302")
    presenter.keep_with_reason(row.key)
    for rule in ("W101", "P201", "F301", "S401"):
        found = next(row for row in desk.view.findings.rows if row.finding.rule == rule)
        presenter.checks.fix(found.key, 0)
    presenter.ask_submit()
    report = desk.view.shown["show_submit"][0]
    assert report.clean
    assert report.stages == ("单位审核", "归口部门", "终审")
    presenter.confirm_submit()
    entry = desk.world.portal.outbox["d1"]
    assert [waiver.rule for waiver in entry.submission.waivers] == ["F302"]
    standing = desk.view.shown["show_standing"][0]
    assert (standing.state, standing.editable, standing.may_recall) == (DraftState.QUEUED, False, True)
    assert desk.body.read_only
    presenter.confirm_submit()
    assert list(desk.world.portal.outbox) == ["d1"]


def test_what_was_typed_after_the_sheet_opened_is_checked_before_it_goes(desk):
    presenter = open_full(desk)
    mend(desk, presenter)
    presenter.ask_submit()
    assert desk.view.shown["show_submit"][0].clean
    desk.body.type("\n\n又是统一布署。")
    presenter.confirm_submit()
    assert desk.world.portal.outbox == {}
    assert not desk.view.shown["show_submit"][0].clean


def test_recall_from_the_outbox_and_from_the_portal(desk):
    presenter = open_full(desk)
    mend(desk, presenter)
    presenter.ask_submit()
    presenter.confirm_submit()
    presenter.recall()
    assert desk.view.shown["show_standing"][0].state is DraftState.EDITING
    assert not desk.body.read_only


def test_recall_of_a_text_in_review_needs_the_portal(desk):
    presenter = desk.open("字", state=DraftState.IN_REVIEW)
    desk.world.portal.away = Unreachable()
    presenter.recall()
    assert isinstance(desk.view.errors()[0], Unreachable)
    assert desk.view.shown["show_standing"][0].state is DraftState.IN_REVIEW
    desk.world.portal.away = None
    presenter.recall()
    assert desk.view.shown["show_standing"][0].state is DraftState.EDITING


def test_a_returned_draft_shows_reason_and_remarks_and_jumps_to_them(desk):
    desk.world.portal.comments = (Comment("c1", "刘芳", "", "点明范围", "body", "提高思想", 0, 4),)
    presenter = open_full(desk, state=DraftState.RETURNED, remote=Remote(return_reason="privacy", returned_by="刘芳"))
    standing = desk.view.shown["show_standing"][0]
    assert standing.editable
    assert [comment.text for comment in standing.comments] == ["点明范围"]
    presenter.jump_to_comment("c1")
    start, end = desk.body.selection()
    assert desk.body.text()[start:end] == "提高思想"


def test_offline_a_returned_draft_opens_without_a_word_about_the_network(desk):
    desk.world.portal.away = Unreachable()
    open_full(desk, state=DraftState.RETURNED)
    assert desk.view.errors() == []


def test_a_published_text_is_changed_only_after_starting_a_correction(desk):
    presenter = desk.open("字", state=DraftState.PUBLISHED)
    assert desk.body.read_only
    presenter.start_correction()
    assert not desk.body.read_only
    desk.body.type("更正")
    desk.timers.advance(1)
    assert desk.world.disk.saves[-1][0].body == "字更正"
    assert desk.view.shown["show_standing"][0].correction


def test_the_change_feed_brings_the_state(desk):
    from dataclasses import replace

    from editor_app.core.changes import Changes

    desk.open("字", state=DraftState.IN_REVIEW)
    disk = desk.world.disk
    disk.drafts["d1"] = replace(disk.drafts["d1"], state=DraftState.RETURNED, remote=Remote(return_reason="facts"))
    desk.changes.publish(Changes(drafts=frozenset({"d1"})))
    assert desk.view.shown["show_standing"][0].state is DraftState.RETURNED
    assert not desk.body.read_only


def test_find_quote_takes_the_nearest_place():
    text = "甲乙甲乙甲乙"
    assert find_quote(text, "甲乙", 2, 4) == (2, 4)
    assert find_quote("x" + text, "甲乙", 2, 4) in ((1, 3), (3, 5))
    assert find_quote(text, "丙", 99, 100) == (6, 6)


def test_the_page_is_the_portals_rendering_cut_into_blocks(desk):
    desk.open(
        "## 一、标题\n\n正文<script>alert(1)</script>\n\n| a |\n| --- |\n| 1 |", title="<b>题</b>", fields={"issuer": "青河镇"}
    )
    page = desk.view.shown["show_page"][0]
    assert page.pieces[0] == '<h1 align="center">&lt;b&gt;题&lt;/b&gt;</h1>'
    assert any(piece.startswith("<h2>") for piece in page.pieces)
    assert any(piece.startswith('<table border="1"') for piece in page.pieces)
    assert not any("<script" in piece for piece in page.pieces)
