"""Simple landscapes for made-up articles: layers of colour, no lettering, the same picture for the same name."""

from __future__ import annotations

import io
import math
import random
from collections.abc import Callable
from itertools import pairwise

from PIL import Image, ImageDraw, ImageFilter

Colour = tuple[int, int, int]
WIDTH, HEIGHT = 1280, 800
_SCALE = 2  # drawn larger, then reduced: smooth edges


def _mix(first: Colour, second: Colour, share: float) -> Colour:
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(first, second, strict=True))
    return red, green, blue


class _Canvas:
    """A picture under way, in parts of its width and height."""

    def __init__(self, top: Colour, bottom: Colour, seed: str) -> None:
        self.random = random.Random(seed)
        self.width, self.height = WIDTH * _SCALE, HEIGHT * _SCALE
        column = Image.new("RGB", (1, 256))
        for row in range(256):
            column.putpixel((0, row), _mix(top, bottom, row / 255))
        self.image = column.resize((self.width, self.height))
        self.draw = ImageDraw.Draw(self.image)

    def at(self, x: float, y: float) -> tuple[float, float]:
        return x * self.width, y * self.height

    def box(self, x1: float, y1: float, x2: float, y2: float, colour: Colour, radius: float = 0) -> None:
        self.draw.rounded_rectangle((*self.at(x1, y1), *self.at(x2, y2)), radius * self.width, fill=colour)

    def shape(self, points: list[tuple[float, float]], colour: Colour) -> None:
        self.draw.polygon([self.at(x, y) for x, y in points], fill=colour)

    def disc(self, x: float, y: float, radius: float, colour: Colour) -> None:
        centre_x, centre_y = self.at(x, y)
        size = radius * self.width
        self.draw.ellipse((centre_x - size, centre_y - size, centre_x + size, centre_y + size), fill=colour)

    def ridge(self, level: float, swing: float, colour: Colour, waves: float = 2.2) -> None:
        """A range of hills from `level` down to the ground."""
        phase = [self.random.uniform(0, math.tau) for _ in range(3)]
        points = []
        for step in range(161):
            x = step / 160
            y = level + swing * (
                0.55 * math.sin(waves * x * math.tau / 2 + phase[0])
                + 0.3 * math.sin(waves * 2.3 * x * math.tau / 2 + phase[1])
                + 0.15 * math.sin(waves * 5.1 * x * math.tau / 2 + phase[2])
            )
            points.append((x, y))
        self.shape([*points, (1, 1), (0, 1)], colour)

    def mist(self, level: float, strength: int) -> None:
        """A soft pale band."""
        layer = Image.new("L", (self.width // 8, self.height // 8), 0)
        ImageDraw.Draw(layer).rectangle(
            (0, (level - 0.02) * layer.height, layer.width, (level + 0.05) * layer.height), fill=strength
        )
        mask = layer.filter(ImageFilter.GaussianBlur(10)).resize((self.width, self.height))
        self.image.paste(Image.new("RGB", self.image.size, (244, 247, 249)), (0, 0), mask)
        self.draw = ImageDraw.Draw(self.image)

    def tree(self, x: float, y: float, size: float, colour: Colour) -> None:
        self.box(x - size * 0.06, y - size * 0.5, x + size * 0.06, y, (112, 92, 74))
        for offset_x, offset_y, share in ((-0.28, -0.75, 0.34), (0.28, -0.78, 0.34), (0, -1.1, 0.42)):
            self.disc(x + offset_x * size, y + offset_y * size, size * share, _mix(colour, (255, 255, 255), 0.05 * share))

    def house(self, x: float, y: float, width: float, height: float) -> None:
        self.box(x, y - height, x + width, y, (244, 241, 235))
        roof = [(x - width * 0.1, y - height), (x + width * 0.16, y - height * 1.5), (x + width * 0.84, y - height * 1.5)]
        self.shape([*roof, (x + width * 1.1, y - height)], (86, 92, 101))
        self.box(x + width * 0.42, y - height * 0.55, x + width * 0.58, y, (140, 108, 82))
        for left in (0.12, 0.7):
            self.box(x + width * left, y - height * 0.72, x + width * (left + 0.18), y - height * 0.4, (156, 186, 205))

    def finish(self) -> bytes:
        out = io.BytesIO()
        self.image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS).save(out, "JPEG", quality=84, optimize=True)
        return out.getvalue()


def _mountains(seed: str) -> _Canvas:
    canvas = _Canvas((190, 214, 232), (248, 238, 222), seed)
    canvas.disc(0.74, 0.24, 0.035, (253, 246, 226))
    far, near = (168, 192, 208), (44, 84, 80)
    for step in range(5):
        canvas.ridge(0.42 + 0.115 * step, 0.09 - 0.006 * step, _mix(far, near, step / 4), 1.6 + 0.5 * step)
        if step < 3:
            canvas.mist(0.55 + 0.115 * step, 130)
    return canvas


def _lake(seed: str) -> _Canvas:
    canvas = _Canvas((120, 160, 196), (250, 214, 176), seed)
    canvas.disc(0.62, 0.43, 0.04, (255, 238, 205))
    canvas.ridge(0.5, 0.06, (142, 150, 172), 1.8)
    canvas.ridge(0.55, 0.04, (96, 112, 136), 2.6)
    canvas.box(0, 0.6, 1, 1, (138, 164, 186))
    for step in range(46):
        y = 0.615 + 0.0075 * step
        left = 0.62 - 0.035 - canvas.random.uniform(0, 0.06)
        canvas.box(
            left, y, left + canvas.random.uniform(0.05, 0.15), y + 0.0022, _mix((255, 226, 188), (138, 164, 186), step / 60)
        )
    canvas.shape([(0, 0.86), (0.35, 0.8), (0.62, 0.92), (0.7, 1), (0, 1)], (72, 94, 84))
    canvas.shape([(0, 0.93), (0.3, 0.865), (0.5, 0.94), (0.56, 1), (0.44, 1), (0.28, 0.915), (0, 0.98)], (206, 192, 170))
    for x in (0.06, 0.19, 0.33):
        canvas.tree(x, 0.875 - 0.02 * x, 0.07, (58, 92, 78))
    return canvas


def _fields(seed: str) -> _Canvas:
    canvas = _Canvas((178, 210, 234), (238, 244, 244), seed)
    canvas.ridge(0.4, 0.05, (156, 184, 196), 1.8)
    canvas.ridge(0.46, 0.04, (112, 150, 140), 2.8)
    canvas.box(0, 0.51, 1, 1, (152, 178, 92))
    colours: list[Colour] = [(176, 194, 100), (134, 168, 88), (198, 190, 104), (150, 182, 110), (116, 154, 84), (186, 202, 118)]
    edges = [-1.4, -0.75, -0.2, 0.22, 0.44, 0.56, 0.8, 1.25, 1.85, 2.5]
    for index, (left, right) in enumerate(pairwise(edges)):
        top_left, top_right = 0.5 + (left - 0.5) * 0.22, 0.5 + (right - 0.5) * 0.22
        colour = (214, 204, 184) if index == 4 else colours[index % len(colours)]
        canvas.shape([(top_left, 0.51), (top_right, 0.51), (right, 1), (left, 1)], colour)
        if index != 4:
            for row in range(1, 6):
                share = row / 6
                x1, x2 = top_left + (top_right - top_left) * share, left + (right - left) * share
                canvas.shape([(x1, 0.51), (x1 + 0.0006, 0.51), (x2 + 0.006, 1), (x2, 1)], _mix(colour, (70, 96, 50), 0.16))
    for x in (0.08, 0.15, 0.3, 0.7, 0.86, 0.93):
        canvas.tree(x, 0.525, canvas.random.uniform(0.022, 0.032), (74, 116, 84))
    return canvas


def _paddy(seed: str) -> _Canvas:
    canvas = _Canvas((196, 220, 236), (250, 240, 214), seed)
    canvas.ridge(0.36, 0.06, (166, 188, 186), 1.7)
    canvas.ridge(0.43, 0.05, (120, 148, 122), 2.4)
    for step in range(9):
        top = 0.47 + 0.06 * step + 0.002 * step * step
        colour = _mix((226, 196, 108), (204, 160, 62), step / 8)
        canvas.ridge(top, 0.02 + 0.004 * step, (150, 184, 196), 1.3)
        canvas.ridge(top + 0.009 + 0.002 * step, 0.02 + 0.004 * step, colour, 1.3)
    return canvas


def _river(seed: str) -> _Canvas:
    canvas = _Canvas((178, 212, 236), (240, 246, 246), seed)
    canvas.ridge(0.42, 0.05, (142, 176, 172), 2)
    canvas.box(0, 0.5, 1, 1, (132, 168, 96))
    canvas.shape([(0, 0.62), (0.42, 0.5), (0.2, 0.5), (0, 0.55)], (166, 192, 110))
    canvas.shape([(1, 0.6), (0.6, 0.5), (1, 0.5)], (154, 184, 104))
    canvas.shape([(0.487, 0.5), (0.513, 0.5), (0.78, 1), (0.22, 1)], (208, 206, 198))
    canvas.shape([(0.49, 0.5), (0.51, 0.5), (0.7, 1), (0.3, 1)], (122, 172, 200))
    for step in range(18):
        share = (step / 18) ** 1.7
        half = 0.01 + 0.19 * share
        x = 0.5 + canvas.random.uniform(-0.6, 0.4) * half
        canvas.box(x, 0.505 + 0.49 * share, x + half * 0.35, 0.507 + 0.492 * share, (178, 212, 228))
    for x, y, size in ((0.1, 0.58, 0.045), (0.24, 0.54, 0.03), (0.78, 0.55, 0.034), (0.91, 0.61, 0.05)):
        canvas.tree(x, y, size, (70, 116, 84))
    return canvas


def _village(seed: str) -> _Canvas:
    canvas = _Canvas((186, 214, 234), (246, 242, 230), seed)
    canvas.ridge(0.36, 0.09, (150, 180, 184), 1.6)
    canvas.ridge(0.47, 0.07, (98, 140, 122), 2.2)
    canvas.ridge(0.6, 0.03, (140, 168, 102), 1.4)
    for x, y, width, height in (
        (0.5, 0.66, 0.1, 0.085),
        (0.66, 0.67, 0.12, 0.1),
        (0.2, 0.69, 0.13, 0.11),
        (0.4, 0.73, 0.16, 0.13),
    ):
        canvas.house(x, y, width, height)
    canvas.box(0, 0.73, 1, 1, (166, 184, 122))
    canvas.shape([(0, 0.84), (1, 0.79), (1, 0.9), (0, 0.96)], (222, 214, 198))
    canvas.tree(0.13, 0.8, 0.075, (70, 112, 78))
    canvas.tree(0.84, 0.79, 0.09, (84, 126, 84))
    canvas.tree(0.93, 0.78, 0.06, (62, 104, 74))
    return canvas


def _city(seed: str) -> _Canvas:
    canvas = _Canvas((184, 212, 234), (244, 244, 240), seed)
    canvas.ridge(0.5, 0.03, (178, 198, 208), 2)
    for x, width, top, colour in (
        (0.05, 0.2, 0.3, (236, 226, 210)),
        (0.3, 0.22, 0.24, (242, 236, 224)),
        (0.57, 0.2, 0.32, (228, 216, 200)),
    ):
        canvas.box(x, top, x + width, 0.82, colour)
        canvas.box(x - 0.006, top - 0.02, x + width + 0.006, top + 0.005, (150, 106, 88))
        for row in range(6):
            for column in range(5):
                left = x + width * (0.07 + 0.185 * column)
                upper = top + 0.04 + row * (0.76 - top) / 6
                canvas.box(left, upper, left + width * 0.12, upper + 0.05, (150, 180, 200))
    canvas.box(0, 0.81, 1, 1, (150, 178, 116))
    canvas.shape([(0, 0.92), (1, 0.87), (1, 1), (0, 1)], (206, 204, 198))
    for x, size in ((0.03, 0.06), (0.27, 0.05), (0.54, 0.055), (0.82, 0.085), (0.93, 0.07)):
        canvas.tree(x, 0.86, size, (78, 122, 84))
    return canvas


def _hall(seed: str) -> _Canvas:
    canvas = _Canvas((232, 228, 220), (214, 206, 194), seed)
    canvas.box(0.12, 0.08, 0.88, 0.5, (176, 74, 62))
    canvas.box(0.12, 0.08, 0.88, 0.115, (198, 164, 104))
    for step in range(1, 19):
        x = 0.12 + step * 0.04
        canvas.box(x, 0.115, x + 0.0035, 0.5, (160, 62, 54))
    canvas.shape([(0.06, 0.5), (0.94, 0.5), (1.1, 1), (-0.1, 1)], (190, 172, 148))
    canvas.box(0.3, 0.46, 0.7, 0.58, (126, 88, 64))
    canvas.box(0.29, 0.45, 0.71, 0.475, (152, 110, 80))
    for row in range(4):
        y, size = 0.63 + row * 0.095, 0.8 + row * 0.16
        canvas.box(0.5 - 0.38 * size, y, 0.5 + 0.38 * size, y + 0.035, (146, 106, 78))
        for seat in range(11):
            x = 0.5 + (seat - 5) * 0.072 * size
            canvas.box(x - 0.022 * size, y + 0.02, x + 0.022 * size, y + 0.085, (58, 78, 104), 0.006)
    return canvas


def _counter(seed: str) -> _Canvas:
    canvas = _Canvas((238, 242, 245), (224, 229, 233), seed)
    for step in range(6):
        canvas.box(0.06 + step * 0.15, 0.05, 0.17 + step * 0.15, 0.07, (255, 253, 244))
    canvas.box(0, 0.18, 1, 0.27, (28, 93, 153))
    canvas.box(0, 0.27, 1, 0.54, (214, 224, 232))
    for step in range(5):
        x = 0.05 + step * 0.19
        canvas.box(x + 0.05, 0.34, x + 0.115, 0.44, (62, 74, 88), 0.004)
        canvas.box(x + 0.078, 0.44, x + 0.088, 0.5, (120, 128, 138))
        canvas.box(x + 0.155, 0.27, x + 0.158, 0.54, (182, 196, 208))
    canvas.box(0, 0.5, 1, 0.54, (246, 244, 240))
    canvas.box(0, 0.54, 1, 0.7, (196, 172, 140))
    canvas.box(0, 0.7, 1, 1, (208, 214, 218))
    for row in range(2):
        y = 0.78 + row * 0.13
        for seat in range(8):
            x = 0.08 + seat * 0.11 - row * 0.02
            canvas.box(x, y - 0.06, x + 0.085, y + 0.015, (72, 118, 158), 0.008)
            canvas.box(x, y + 0.02, x + 0.085, y + 0.04, (58, 98, 134), 0.006)
    return canvas


SCENES: dict[str, Callable[[str], _Canvas]] = {
    "mountains": _mountains,
    "lake": _lake,
    "fields": _fields,
    "paddy": _paddy,
    "river": _river,
    "village": _village,
    "city": _city,
    "hall": _hall,
    "counter": _counter,
}


def draw(scene: str, seed: str) -> bytes:
    """A JPEG of 1280 x 800 pixels. Raises KeyError for an unknown scene."""
    return SCENES[scene](seed).finish()
