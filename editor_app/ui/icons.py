"""Lucide icons (resources/icons, ISC licence), tinted by a token's colour, sharp on every screen, rendered once."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from editor_app.core.resources import resource_path

STROKE = "1.6"


@lru_cache(maxsize=128)
def _source(name: str) -> str:
    return (
        resource_path("icons", f"{name}.svg").read_text(encoding="utf-8").replace('stroke-width="2"', f'stroke-width="{STROKE}"')
    )


@lru_cache(maxsize=512)
def _pixmap(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    renderer = QSvgRenderer(QByteArray(_source(name).replace("currentColor", colour).encode()))
    pixels = round(size * ratio)
    pixmap = QPixmap(pixels, pixels)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def pixmap(name: str, colour: QColor | str, size: int = 18, ratio: float = 1.0) -> QPixmap:
    """One icon as a picture of `size` logical pixels. Raises FileNotFoundError for a name that is not shipped."""
    return _pixmap(name, QColor(colour).name(), size, ratio)


def icon(name: str, colour: QColor | str, checked: QColor | str | None = None, size: int = 18) -> QIcon:
    """An icon for buttons and menus; `checked` is its colour when the button is on. Rendered for the screens at hand."""
    made = QIcon()
    application = QGuiApplication.instance()
    screens = application.devicePixelRatio() if isinstance(application, QGuiApplication) else 1.0
    for ratio in sorted({1.0, screens}):
        made.addPixmap(pixmap(name, colour, size, ratio), QIcon.Mode.Normal, QIcon.State.Off)
        made.addPixmap(pixmap(name, checked or colour, size, ratio), QIcon.Mode.Normal, QIcon.State.On)
    return made


def forget() -> None:
    """Drop the rendered pictures: QPixmaps must not outlive the application."""
    _pixmap.cache_clear()
