"""The commands as a person or a script runs them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from editor_app.__main__ import main
from tests.support import files

BAD = "# 关于加强防火的通知\n\n中华人民共合国\n"
CLEAN = "# 关于做好森林防火工作的通知\n\n各村：\n\n请认真执行。\n"


def write(path: Path, data: str | bytes) -> str:
    path.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8"))
    return str(path)


def test_check_tells_the_place_in_the_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = write(tmp_path / "a.md", BAD)
    assert main(["check", name, "--format", "json"]) == 1
    result = json.loads(capsys.readouterr().out)[0]
    assert set(result) == {"file", "pack", "not_checked", "findings"}
    assert result["file"] == name
    found = next(item for item in result["findings"] if item["severity"] == "error")
    assert set(found) == {"rule", "slug", "severity", "message", "start", "end", "text", "fixes"}
    assert BAD[found["start"] : found["end"]] == found["text"]
    assert found["text"] in "中华人民共合国"


def test_check_finds_the_title_s_mistakes_at_their_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "\ufeff# 中华人民共合国的通知\r\n\r\n请执行。\r\n"
    name = write(tmp_path / "a.md", text.encode("utf-8"))
    main(["check", name, "--format", "json"])
    found = next(item for item in json.loads(capsys.readouterr().out)[0]["findings"] if item["severity"] == "error")
    assert text[1:][found["start"] : found["end"]] == found["text"]


def test_check_gb18030_text_and_line_form(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = write(tmp_path / "a.txt", "第一行\r\n中华人民共合国".encode("gb18030"))
    assert main(["check", name]) == 1
    assert f"{name}:2:1: error " in capsys.readouterr().out


def test_check_clean_text_is_0(tmp_path: Path) -> None:
    assert main(["check", write(tmp_path / "a.md", CLEAN)]) == 0


def test_check_document_writes_the_text_its_offsets_point_into(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = write(tmp_path / "通知.docx", files.docx_bytes(["# 关于防火的通知", "中华人民共合国"]))
    assert main(["check", name, "--format", "json", "--text-out", str(tmp_path / "out")]) == 1
    text = (tmp_path / "out" / "通知.docx.md").read_text(encoding="utf-8")
    found = next(item for item in json.loads(capsys.readouterr().out)[0]["findings"] if item["severity"] == "error")
    assert text[found["start"] : found["end"]] == found["text"]
    assert text.startswith("# 关于防火的通知")


def test_check_sarif(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", write(tmp_path / "a.md", BAD), "--format", "sarif"])
    log = json.loads(capsys.readouterr().out)
    assert log["version"] == "2.1.0"
    run = log["runs"][0]
    result = next(item for item in run["results"] if item["level"] == "error")
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
    region = result["locations"][0]["physicalLocation"]["region"]
    assert region["startLine"] == 3
    assert BAD[region["charOffset"] : region["charOffset"] + region["charLength"]] in "中华人民共合国"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("无.md", None),
        ("a.pdf", b"%PDF-1.4"),
        ("a.md", b"\x00\x01\xff\xfe\x00"),
        ("a.docx", b"PK\x03\x04broken"),
        ("a.docx", files.xxe_docx()),
    ],
)
def test_what_cannot_be_checked_is_2_and_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, data: bytes | None
) -> None:
    if data is not None:
        write(tmp_path / name, data)
    good = write(tmp_path / "good.md", CLEAN)
    assert main(["check", str(tmp_path / name), good, "--format", "json"]) == 2
    captured = capsys.readouterr()
    assert captured.err.startswith("editor-app: ")
    assert "Traceback" not in captured.err
    assert [item["file"] for item in json.loads(captured.out)] == [good]


def test_inspect(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good = write(tmp_path / "名单.xlsx", files.xlsx_bytes([["张三"]], hidden_sheet=[["乙"]]))
    assert main(["inspect", good, "--json"]) == 0
    result = json.loads(capsys.readouterr().out)
    assert [set(item) for item in result] == [{"file", "type", "verdict", "reasons", "text_chars"}]
    assert result[0]["verdict"] == "warn"
    assert result[0]["text_chars"] == 3
    assert result[0]["reasons"][0] == {"code": "hidden_sheet", "message": "It has a hidden sheet", "place": "隐藏"}
    assert main(["inspect", good, write(tmp_path / "a.docx", files.xxe_docx())]) == 1
    assert "xml_trick" in capsys.readouterr().out
    assert main(["inspect", str(tmp_path / "none.pdf")]) == 2


def test_import_then_render(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = write(tmp_path / "a.docx", files.docx_bytes(["# 关于防火的通知", "正文"], images=[files.image_bytes(20, 20)]))
    out = tmp_path / "out"
    assert main(["import", source, "--out", str(out)]) == 0
    assert (out / "article.md").read_text(encoding="utf-8").startswith("# 关于防火的通知\n\n正文\n")
    report = json.loads((out / "report.json").read_text(encoding="utf-8"))
    picture = report["pictures"][0]
    assert (out / picture["file"]).is_file()
    assert main(["render", str(out / "article.md")]) == 0
    assert f'<img src="{picture["file"]}"' in capsys.readouterr().out
    assert main(["render", str(out / "article.md"), "--page", "--out", str(out / "a.html")]) == 0
    assert "<h1>关于防火的通知</h1>" in (out / "a.html").read_text(encoding="utf-8")


def test_import_of_something_else_is_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", write(tmp_path / "a.docx", b"no"), "--out", str(tmp_path / "out")]) == 2
    assert "This is not a Word document" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_output_folder_that_cannot_be_written_is_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = write(tmp_path / "a.docx", files.docx_bytes(["正文"]))
    blocked = write(tmp_path / "file", "x")
    assert main(["import", source, "--out", blocked]) == 2
    assert "editor-app: " in capsys.readouterr().err


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["version"]) == 0
    assert capsys.readouterr().out.startswith("Unit Editor ")


def test_commands_start_without_the_window_s_libraries(tmp_path: Path) -> None:
    name = write(tmp_path / "a.md", CLEAN)
    script = (
        "import sys\n"
        "from editor_app.__main__ import main\n"
        "code = main(sys.argv[1:])\n"
        "heavy = ('PySide6', 'requests', 'keyring', 'sqlite3')\n"
        "assert not [name for name in sys.modules if name.startswith(heavy)], 'too much'\n"
        "sys.exit(code)"
    )
    done = subprocess.run([sys.executable, "-c", script, "check", name], capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
