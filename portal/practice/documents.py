"""Small real office files for made-up articles: xlsx, docx and pdf from a few lines of text."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

MEDIA_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"


def workbook(title: str, rows: Sequence[Sequence[str | int | float]]) -> bytes:
    """One sheet: a heading over the rows, the first row as header."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "表1"
    width = max(len(row) for row in rows)
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=width)
    sheet.cell(1, 1, title).font = Font(bold=True, size=14)
    sheet.cell(1, 1).alignment = Alignment(horizontal="center")
    line = Side(style="thin", color="999999")
    for number, row in enumerate(rows, 2):
        for column, value in enumerate(row, 1):
            cell = sheet.cell(number, column, value)
            cell.border = Border(left=line, right=line, top=line, bottom=line)
            if number == 2:
                cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="EAF2F9")
    for column in range(1, width + 1):
        longest = max(len(str(row[column - 1])) for row in rows if len(row) >= column)
        sheet.column_dimensions[chr(64 + column)].width = min(max(longest * 2 + 2, 10), 48)
    book.properties.creator = ""
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def letter(lines: Sequence[str]) -> bytes:
    """A Word document: the first line as a centred title, the rest as paragraphs."""
    head, *rest = lines
    paragraphs = [_paragraph(head, centre=True), *(_paragraph(line) for line in rest)]
    document = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:document xmlns:w="{_WORD}"><w:body>{"".join(paragraphs)}'
        '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1701" w:right="1474" w:bottom="1701" w:left="1588" '
        'w:header="851" w:footer="992" w:gutter="0"/></w:sectPr></w:body></w:document>'
    )
    types = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" '
        f'ContentType="{MEDIA_TYPES["docx"]}.main+xml"/></Types>'
    )
    relations = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/relationships/officeDocument" Target="word/document.xml"/></Relationships>'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in (("[Content_Types].xml", types), ("_rels/.rels", relations), ("word/document.xml", document)):
            package.writestr(zipfile.ZipInfo(name, (2026, 11, 1, 9, 0, 0)), text.encode())
    return out.getvalue()


def _paragraph(text: str, *, centre: bool = False) -> str:
    look = '<w:jc w:val="center"/>' if centre else '<w:spacing w:line="560" w:lineRule="exact"/>'
    size = '<w:b/><w:sz w:val="36"/>' if centre else '<w:sz w:val="30"/>'
    fonts = '<w:rFonts w:ascii="Times New Roman" w:eastAsia="仿宋" w:hAnsi="Times New Roman"/>'
    run = f'<w:r><w:rPr>{fonts}{size}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
    return f"<w:p><w:pPr>{look}</w:pPr>{run}</w:p>"


def sheet_of_paper(lines: Sequence[str]) -> bytes:
    """A PDF page; its Chinese font is the reader's own (STSong-Light), its text can be searched and copied."""
    shown = ["BT", "/F1 20 Tf 1 0 0 1 72 760 Tm", f"<{_hex(lines[0])}> Tj", "/F1 13 Tf"]
    for number, line in enumerate(lines[1:]):
        shown.append(f"1 0 0 1 72 {712 - 26 * number} Tm <{_hex(line)}> Tj")
    stream = "\n".join([*shown, "ET"])
    font = "/Type /Font /BaseFont /STSong-Light"
    parts = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 4 0 R >> >> /Contents 8 0 R >>",
        f"<< {font} /Subtype /Type0 /Encoding /UniGB-UCS2-H /DescendantFonts [5 0 R] /ToUnicode 7 0 R >>",
        f"<< {font} /Subtype /CIDFontType0 /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> "
        "/DW 1000 /W [1 95 500] /FontDescriptor 6 0 R >>",
        "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 4 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 "
        "/Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>",
        _stream(_to_unicode()),
        _stream(stream),
    ]
    return _pdf(parts)


def _hex(text: str) -> str:
    return text.encode("utf-16-be").hex().upper()


def _stream(text: str) -> str:
    return f"<< /Length {len(text.encode())} >>\nstream\n{text}\nendstream"


def _to_unicode() -> str:
    rows = [f"<{high:02X}00> <{high:02X}FF> <{high:02X}00>" for high in range(256)]
    blocks = [rows[start : start + 100] for start in range(0, 256, 100)]
    ranges = "\n".join(f"{len(block)} beginbfrange\n" + "\n".join(block) + "\nendbfrange" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /UCS2 def /CMapType 2 def\n"
        f"1 begincodespacerange <0000> <FFFF> endcodespacerange\n{ranges}\nendcmap end end"
    )


def _pdf(parts: Sequence[str]) -> bytes:
    out = bytearray(b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, part in enumerate(parts, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{part}\nendobj\n".encode()
    start = len(out)
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    out += f"xref\n0 {len(parts) + 1}\n0000000000 65535 f \n{table}".encode()
    out += f"trailer << /Size {len(parts) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)
