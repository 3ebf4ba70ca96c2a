"""What the office brings: a Word document, two photographs (one with its position), a form."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw

from tests.support.files import docx_bytes, xlsx_bytes

TITLE = "关于做好2026年冬季森林防火值班工作的通知"
PARAGRAPHS = (
    "各村（社区）、镇直各部门：",
    "为切实做好冬季森林防火工作，根据区委、区政府统一布署，现将有关事项通知如下。",
    "一、提高思想认识",
    "当前已进入森林防火紧要期，各单位要充分认识严峻形势，层层压实责任，严防死守，确保不发生较大森林火灾。",
    "二、强化值班值守",
    "严格落实24小时值班和领导带班制度，值班安排见附件。发现火情立即处置并按程序报告。",
    "三、严肃工作纪律",
    "对履职不到位、造成损失的，依规依纪追究责任。截止11月20日，全镇已登记重点林区护林员46名。",
    "青河镇人民政府",
    "2026年11月23日",
)
FIXED_WRONG, FIXED_RIGHT = "布署", "部署"
KEPT = "截止"
REASON = "引自本镇登记表原文，登记表以“截止”为列名"
RETURN_REASON = "请在第二部分补充防火值班的报告时限"
COMMENTED, COMMENT = "值班安排见附件", "建议写明报告时限"
ADDED = "接到火情报告后，值班人员须在15分钟内报告镇森林防火指挥部。"


@dataclass(frozen=True, slots=True)
class Materials:
    """Paths of the files."""

    document: Path
    plain_photo: Path
    placed_photo: Path
    form: Path


def make_materials(folder: Path) -> Materials:
    """Write them into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    made = Materials(
        folder / "冬季森林防火通知.docx", folder / "林区巡查.jpg", folder / "防火宣传.jpg", folder / "森林防火值班表.xlsx"
    )
    made.document.write_bytes(docx_bytes([f"= {TITLE}", *PARAGRAPHS[:-2], *(f"> {line}" for line in PARAGRAPHS[-2:])]))
    made.plain_photo.write_bytes(landscape(2400, 1500, warm=False, position=False))
    made.placed_photo.write_bytes(landscape(1600, 1000, warm=True, position=True))
    rows: list[list[str | int | float]] = [
        ["日期", "值班科室", "带班领导"],
        ["12月1日", "林业站", "分管领导"],
        ["12月2日", "应急办", "分管领导"],
    ]
    made.form.write_bytes(xlsx_bytes(rows))
    return made


def landscape(width: int, height: int, *, warm: bool, position: bool) -> bytes:
    """A calm drawn hillside as JPEG; with `position` it tells where it was taken and by which camera, as a phone writes it."""
    image = Image.new("RGB", (width, height), (246, 232, 214) if warm else (222, 233, 242))
    draw = ImageDraw.Draw(image)
    for index, colour in enumerate(((158, 186, 176), (112, 152, 136), (66, 112, 94))):
        base = height * (0.45 + 0.17 * index)
        ridge = [(float(x), base - 70 * abs(((x / width * (3 + index)) % 2) - 1)) for x in range(0, width + 1, width // 40)]
        draw.polygon([(0.0, float(height)), *ridge, (float(width), float(height))], fill=colour)
    draw.ellipse((width * 0.74, height * 0.12, width * 0.74 + 120, height * 0.12 + 120), fill=(250, 244, 226))
    exif = Image.Exif()
    if position:
        exif[0x010F] = "OfficePhone"
        exif.get_ifd(0x8825).update({1: "N", 2: (30.0, 14.0, 5.0), 3: "E", 4: (120.0, 28.0, 9.0)})
    target = io.BytesIO()
    image.save(target, "JPEG", quality=90, exif=exif)
    return target.getvalue()
