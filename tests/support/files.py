"""Files made in code for the tests: documents, pictures, archives, honest and hostile. Every function returns bytes."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

from PIL import Image, PngImagePlugin

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_P = "http://schemas.openxmlformats.org/package/2006/relationships"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def zip_bytes(members: Mapping[str, bytes | str], *, compress: bool = True) -> bytes:
    """A zip file; texts are written as UTF-8."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED if compress else zipfile.ZIP_STORED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return target.getvalue()


def _types(main: str, part: str, extra: str = "") -> str:
    return (
        f'{_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
        '<Default Extension="jpeg" ContentType="image/jpeg"/>'
        f'<Override PartName="/{part}" ContentType="application/vnd.openxmlformats-officedocument.{main}.main+xml"/>'
        f"{extra}</Types>"
    )


def _rels(entries: Sequence[tuple[str, str, str]], *, external: Sequence[tuple[str, str, str]] = ()) -> str:
    lines = [f'<Relationship Id="{key}" Type="{_R}/{kind}" Target={quoteattr(target)}/>' for key, kind, target in entries]
    lines += [
        f'<Relationship Id="{key}" Type="{_R}/{kind}" Target={quoteattr(target)} TargetMode="External"/>'
        for key, kind, target in external
    ]
    return f'{_HEAD}<Relationships xmlns="{_P}">{"".join(lines)}</Relationships>'


def _run(text: str) -> str:
    """`**x**` in the text becomes bold."""
    parts = text.split("**")
    return "".join(
        f'<w:r>{"<w:rPr><w:b/></w:rPr>" if index % 2 else ""}<w:t xml:space="preserve">{escape(part)}</w:t></w:r>'
        for index, part in enumerate(parts)
        if part
    )


def _paragraph(text: str) -> str:
    """A prefix tells the style: `# ` title, `## ` heading 1, `> ` right, `= ` centred."""
    for prefix, properties in (
        ("# ", '<w:pStyle w:val="Title"/>'),
        ("## ", '<w:pStyle w:val="Heading1"/>'),
        ("> ", '<w:jc w:val="right"/>'),
        ("= ", '<w:jc w:val="center"/>'),
    ):
        if text.startswith(prefix):
            return f"<w:p><w:pPr>{properties}</w:pPr>{_run(text[len(prefix) :])}</w:p>"
    return f"<w:p>{_run(text)}</w:p>"


def _drawing(number: int) -> str:
    main = "http://schemas.openxmlformats.org/drawingml/2006"
    return (
        f'<w:p><w:r><w:drawing><wp:inline xmlns:wp="{main}/wordprocessingDrawing">'
        f'<wp:docPr id="{number}" name="p{number}" descr="图{number}"/>'
        f'<a:graphic xmlns:a="{main}/main"><a:graphicData uri="{main}/picture"><pic:pic xmlns:pic="{main}/picture">'
        f'<pic:blipFill><a:blip xmlns:r="{_R}" r:embed="img{number}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r></w:p>"
    )


def docx_bytes(
    paragraphs: Sequence[str | Sequence[Sequence[str]]] = ("正文",),
    *,
    images: Sequence[bytes] = (),
    comments: Sequence[str] = (),
    deleted: str = "",
    hidden: str = "",
    author: str = "",
    template: str = "",
    macros: bool = False,
    embedded: bool = False,
    document_xml: str = "",
) -> bytes:
    """A Word document. A paragraph that is a list of rows becomes a table; prefixes of texts: see _paragraph."""
    body = ""
    for item in paragraphs:
        if isinstance(item, str):
            body += _paragraph(item)
        else:
            rows = ("".join(f"<w:tc>{_paragraph(cell)}</w:tc>" for cell in row) for row in item)
            body += "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"
    body += "".join(_drawing(number) for number in range(1, len(images) + 1))
    if deleted:
        body += f'<w:p><w:del w:id="9" w:author="张三"><w:r><w:delText>{escape(deleted)}</w:delText></w:r></w:del></w:p>'
    if hidden:
        body += f"<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>{escape(hidden)}</w:t></w:r></w:p>"
    members: dict[str, bytes | str] = {
        "[Content_Types].xml": _types("wordprocessingml.document", "word/document.xml"),
        "_rels/.rels": _rels([("rId1", "officeDocument", "word/document.xml")]),
        "word/document.xml": document_xml or f'{_HEAD}<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>',
        "word/styles.xml": f'{_HEAD}<w:styles xmlns:w="{_W}">'
        '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style></w:styles>',
    }
    rels = [("st", "styles", "styles.xml")]
    for number, data in enumerate(images, 1):
        extension = "png" if data.startswith(b"\x89PNG") else "jpeg"
        members[f"word/media/image{number}.{extension}"] = data
        rels.append((f"img{number}", "image", f"media/image{number}.{extension}"))
    if comments:
        inner = "".join(
            f'<w:comment w:id="{n}" w:author="李四">{_paragraph(text)}</w:comment>' for n, text in enumerate(comments)
        )
        members["word/comments.xml"] = f'{_HEAD}<w:comments xmlns:w="{_W}">{inner}</w:comments>'
        rels.append(("cm", "comments", "comments.xml"))
    if author:
        members["docProps/core.xml"] = (
            f'{_HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
            f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>{escape(author)}</dc:creator></cp:coreProperties>'
        )
    if macros:
        members["word/vbaProject.bin"] = b"\xd0\xcf\x11\xe0" + bytes(60)
    if embedded:
        members["word/embeddings/oleObject1.bin"] = b"\xd0\xcf\x11\xe0" + bytes(60)
    members["word/_rels/document.xml.rels"] = _rels(rels)
    if template:
        members["word/_rels/settings.xml.rels"] = _rels([], external=[("t1", "attachedTemplate", template)])
    return zip_bytes(members)


def _reference(row: int, column: int) -> str:
    return f"{chr(65 + column)}{row + 1}"


def _sheet(rows: Sequence[Sequence[str | int | float]], hidden_row: int = -1, hidden_column: int = -1) -> str:
    columns = f'<cols><col min="{hidden_column + 1}" max="{hidden_column + 1}" hidden="1"/></cols>' if hidden_column >= 0 else ""
    lines = ""
    for number, row in enumerate(rows):
        cells = ""
        for column, value in enumerate(row):
            place = _reference(number, column)
            if isinstance(value, str):
                cells += f'<c r="{place}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'
            else:
                cells += f'<c r="{place}"><v>{value}</v></c>'
        lines += f'<row r="{number + 1}"{" hidden=" + chr(34) + "1" + chr(34) if number == hidden_row else ""}>{cells}</row>'
    return f'{_HEAD}<worksheet xmlns="{_S}">{columns}<sheetData>{lines}</sheetData></worksheet>'


def xlsx_bytes(
    rows: Sequence[Sequence[str | int | float]] = (("姓名",),),
    *,
    hidden_sheet: Sequence[Sequence[str | int | float]] = (),
    hidden_row: int = -1,
    hidden_column: int = -1,
    comment: str = "",
) -> bytes:
    """A workbook with Sheet1 and, where given, a hidden sheet named 隐藏."""
    sheets = '<sheet name="Sheet1" sheetId="1" r:id="rId1"/>'
    rels = [("rId1", "worksheet", "worksheets/sheet1.xml")]
    members: dict[str, bytes | str] = {"xl/worksheets/sheet1.xml": _sheet(rows, hidden_row, hidden_column)}
    if hidden_sheet:
        sheets += '<sheet name="隐藏" sheetId="2" state="hidden" r:id="rId2"/>'
        rels.append(("rId2", "worksheet", "worksheets/sheet2.xml"))
        members["xl/worksheets/sheet2.xml"] = _sheet(hidden_sheet)
    if comment:
        members["xl/comments1.xml"] = (
            f'{_HEAD}<comments xmlns="{_S}"><commentList><comment ref="A1"><text><t>{escape(comment)}</t></text></comment>'
            "</commentList></comments>"
        )
    return zip_bytes(
        {
            "[Content_Types].xml": _types("spreadsheetml.sheet", "xl/workbook.xml"),
            "_rels/.rels": _rels([("rId1", "officeDocument", "xl/workbook.xml")]),
            "xl/workbook.xml": f'{_HEAD}<workbook xmlns="{_S}" xmlns:r="{_R}"><sheets>{sheets}</sheets></workbook>',
            "xl/_rels/workbook.xml.rels": _rels(rels),
            **members,
        }
    )


def pptx_bytes(slides: Sequence[str], *, hidden: int = -1) -> bytes:
    """A presentation with one line per slide; slide `hidden` (from 0) is not shown."""
    main = "http://schemas.openxmlformats.org"
    members: dict[str, bytes | str] = {
        "[Content_Types].xml": _types("presentationml.presentation", "ppt/presentation.xml"),
        "ppt/presentation.xml": f'{_HEAD}<p:presentation xmlns:p="{main}/presentationml/2006/main"/>',
    }
    for number, text in enumerate(slides):
        show = ' show="0"' if number == hidden else ""
        members[f"ppt/slides/slide{number + 1}.xml"] = (
            f'{_HEAD}<p:sld xmlns:p="{main}/presentationml/2006/main" xmlns:a="{main}/drawingml/2006/main"{show}>'
            f"<p:txBody><a:p><a:r><a:t>{escape(text)}</a:t></a:r></a:p></p:txBody></p:sld>"
        )
    return zip_bytes(members)


def ofd_bytes(pages: Sequence[str]) -> bytes:
    """An OFD with one text per page."""
    members: dict[str, bytes | str] = {"OFD.xml": f'{_HEAD}<ofd:OFD xmlns:ofd="http://www.ofdspec.org/2016"/>'}
    for number, text in enumerate(pages):
        members[f"Doc_0/Pages/Page_{number}/Content.xml"] = (
            f'{_HEAD}<ofd:Page xmlns:ofd="http://www.ofdspec.org/2016"><ofd:TextCode X="1" Y="1">{escape(text)}</ofd:TextCode>'
            "</ofd:Page>"
        )
    return zip_bytes(members)


def pdf_bytes(text: str = "Hello", *, javascript: bool = False, author: str = "") -> bytes:
    """A PDF of one page with ASCII text."""
    content = f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET".encode("ascii")
    action = "/OpenAction << /S /JavaScript /JS (app.alert(1)) >>" if javascript else ""
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {action} >>".encode(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        f"<< /Author ({author}) >>".encode("ascii"),
    ]
    data, places = b"%PDF-1.4\n", []
    for number, item in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, item)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer << /Size %d /Root 1 0 R /Info 6 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(data))
    return data + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table + trailer


def image_bytes(width: int = 64, height: int = 48, form: str = "PNG", *, colours: int = 0, **options: object) -> bytes:
    """A picture with many colours, or with `colours` plain ones."""
    if colours:
        image = Image.new("RGB", (width, height))
        for column in range(width):
            shade = column * colours // width * 255 // max(colours - 1, 1)
            image.paste((shade, shade, 255 - shade), (column, 0, column + 1, height))
    else:
        image = Image.merge("RGB", [Image.effect_noise((width, height), 90) for _ in range(3)])
    target = io.BytesIO()
    image.save(target, form, **options)
    return target.getvalue()


def jpeg_with_gps(width: int = 320, height: int = 240, *, orientation: int = 6, profile: bytes = b"") -> bytes:
    """A JPEG with GPS position, camera name, orientation, a comment and, where given, a colour profile."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "SecretCamera"
    exif.get_ifd(0x8825).update({1: "N", 2: (31.0, 14.0, 5.0), 3: "E", 4: (121.0, 28.0, 9.0)})
    options: dict[str, object] = {"exif": exif, "comment": "SecretComment"}
    if profile:
        options["icc_profile"] = profile
    return image_bytes(width, height, "JPEG", **options)  # type: ignore[arg-type]


def png_bomb(side: int = 30_000) -> bytes:
    """A valid PNG of side x side white pixels in about a hundred kilobytes (30,000: 900 megapixels)."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    packer = zlib.compressobj(9)
    row = b"\x00" + b"\xff" * ((side + 7) // 8)
    data = b"".join(packer.compress(row) for _ in range(side)) + packer.flush()
    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def png_with_text(text: str) -> bytes:
    """A PNG that carries a text chunk."""
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Comment", text)
    return image_bytes(20, 20, "PNG", pnginfo=notes)


def zip_bomb(megabytes: int = 200) -> bytes:
    """A zip whose one member unpacks to that many megabytes of zeros."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("名单.txt", "w") as member:
        for _ in range(megabytes):
            member.write(bytes(1024 * 1024))
    return target.getvalue()


def lying_zip(megabytes: int = 20) -> bytes:
    """A zip whose headers claim ten bytes for a member of many megabytes."""
    data = bytearray(zip_bomb(megabytes))
    for signature, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = data.find(signature)
        data[at + place : at + place + 4] = struct.pack("<I", 10)
    return bytes(data)


def xxe_docx(kind: str = "file") -> bytes:
    """A Word document that tries to read a file (`file`) or to grow without end (`laughs`), also in UTF-16 (`utf16`)."""
    declared = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    if kind == "laughs":
        declared = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    body = "<w:body><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:body>"
    xml = f'<?xml version="1.0"?>{declared}<w:document xmlns:w="{_W}">{body}</w:document>'
    if kind == "utf16":
        data = docx_bytes()
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members: dict[str, bytes | str] = {name: archive.read(name) for name in archive.namelist()}
        members["word/document.xml"] = xml.replace('"1.0"', '"1.0" encoding="UTF-16"').encode("utf-16")
        return zip_bytes(members)
    return docx_bytes(document_xml=xml)
