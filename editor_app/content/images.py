"""Pictures made fit to publish: upright, scaled down, encoded anew without position or remarks; the profile stays."""

from __future__ import annotations

import io
import struct
import warnings
from dataclasses import dataclass

from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from editor_app.core.errors import BadAttachment
from editor_app.core.organisation import Limits

MAX_PIXELS = 50_000_000
FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "BMP")
MEDIA_TYPES = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp", "GIF": "image/gif", "BMP": "image/bmp"}
_QUALITIES = (85, 78, 70, 60, 50)
_GPS_TAG = 0x8825
_FEW_COLOURS = 256
_BROKEN = (
    OSError,
    ValueError,
    SyntaxError,
    EOFError,
    struct.error,
    IndexError,
    KeyError,
    TypeError,
    OverflowError,
    ZeroDivisionError,
    AttributeError,
    MemoryError,
    Image.DecompressionBombError,
    Image.DecompressionBombWarning,
    UnidentifiedImageError,
)
"""What Pillow is known to raise on damaged files."""


@dataclass(frozen=True, slots=True)
class PreparedImage:
    """Bytes to publish; `width`, `height` in pixels; `had_position` tells that GPS data was taken out; `notes` are codes:
    rotated, scaled, first_frame, converted, recompressed, metadata_removed."""

    data: bytes
    media_type: str
    width: int
    height: int
    had_position: bool
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ImageFacts:
    """What the header says: `format` is one of FORMATS."""

    format: str
    width: int
    height: int
    frames: int
    had_position: bool


def image_facts(data: bytes) -> ImageFacts:
    """Read the header only. Raises BadAttachment: image_damaged, image_type, image_too_large."""
    with _opened(data) as image:
        return ImageFacts(image.format or "", image.width, image.height, getattr(image, "n_frames", 1), _has_position(image))


def prepare_image(data: bytes, limits: Limits) -> PreparedImage:
    """The picture as it may be published, at most `limits.max_image_side` pixels a side and about `limits.max_image_bytes` bytes.

    Of an animation the first frame is kept. Raises BadAttachment: image_damaged, image_type, image_too_large.
    """
    with _opened(data) as image:
        return _Preparer(image, data, limits).prepare()


def _opened(data: bytes) -> Image.Image:
    """The image, lazily: pixels are not decoded. Its size is judged before anything else is done with it."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(data), formats=FORMATS)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_large() from error
    except UnidentifiedImageError as error:
        raise BadAttachment("image_type", "This is not a picture that can be published", detail=str(error)[:200]) from error
    except _BROKEN as error:
        raise _damaged(error) from error
    if image.width * image.height > MAX_PIXELS:
        image.close()
        raise _too_large()
    return image


def _too_large() -> BadAttachment:
    return BadAttachment(
        "image_too_large",
        "This picture has too many pixels",
        "It was not added. Make it smaller (50 megapixels at most) and add it again.",
    )


def _damaged(error: Exception) -> BadAttachment:
    return BadAttachment(
        "image_damaged", "This picture is damaged or incomplete", detail=f"{type(error).__name__}: {error}"[:200]
    )


def _has_position(image: Image.Image) -> bool:
    """GPS data in EXIF, or a GPS property in XMP."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            if image.getexif().get_ifd(_GPS_TAG):
                return True
    except _BROKEN:
        pass
    xmp = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp") or b""
    return (b"GPSL" in xmp) if isinstance(xmp, bytes) else ("GPSL" in str(xmp))


class _Preparer:
    def __init__(self, image: Image.Image, data: bytes, limits: Limits) -> None:
        self.image = image
        self.data = data
        self.limits = limits
        self.format = image.format or ""
        self.profile = image.info.get("icc_profile")
        self.notes: list[str] = []

    def prepare(self) -> PreparedImage:
        position = _has_position(self.image)
        metadata = bool(self.image.info.keys() & {"exif", "xmp", "comment", "XML:com.adobe.xmp", "photoshop"})
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                picture = self.decoded()
                data, kind = self.encoded(picture)
        except _BROKEN as error:
            raise _damaged(error) from error
        if kind != self.format:
            self.notes.append("converted")
        if metadata:
            self.notes.append("metadata_removed")
        return PreparedImage(data, MEDIA_TYPES[kind], picture.width, picture.height, position, tuple(self.notes))

    def decoded(self) -> Image.Image:
        """Upright, one frame, in a mode that can be written, at most the allowed size."""
        image = self.image
        if getattr(image, "n_frames", 1) > 1:
            self.notes.append("first_frame")
            image = next(iter(ImageSequence.Iterator(image))).copy()
        side = max(self.limits.max_image_side, 1)
        if self.format == "JPEG":
            image.draft(image.mode, (side, side))
        before = self.image.getexif().get(0x0112, 1)
        image.load()
        upright = ImageOps.exif_transpose(image)
        if before not in (0, 1):
            self.notes.append("rotated")
        picture = _plain_mode(upright)
        if max(self.image.size) > side:
            self.notes.append("scaled")
        if max(picture.size) > side:
            picture.thumbnail((side, side), Image.Resampling.LANCZOS)
        return picture

    def encoded(self, picture: Image.Image) -> tuple[bytes, str]:
        if self.format in ("PNG", "GIF", "BMP") and _few_colours(picture):
            return self.png(picture), "PNG"
        if "A" in picture.getbands():
            data = self.png(picture)
            if len(data) <= self.limits.max_image_bytes:
                return data, "PNG"
            picture = _on_white(picture)
        elif self.format == "PNG":
            data = self.png(picture)
            if len(data) <= min(self.limits.max_image_bytes, 500_000):
                return data, "PNG"
        return self.jpeg(picture), "JPEG"

    def png(self, picture: Image.Image) -> bytes:
        target = io.BytesIO()
        small = picture
        if picture.mode == "RGB" and _few_colours(picture):
            small = picture.quantize(_FEW_COLOURS, dither=Image.Dither.NONE)
        small.save(target, "PNG", optimize=picture.width * picture.height < 4_000_000, **self.colour())
        return target.getvalue()

    def jpeg(self, picture: Image.Image) -> bytes:
        if picture.mode not in ("RGB", "L", "CMYK"):
            picture = picture.convert("RGB")
        data = b""
        for quality in _QUALITIES:
            target = io.BytesIO()
            picture.save(target, "JPEG", quality=quality, optimize=True, progressive=True, **self.colour())
            data = target.getvalue()
            if len(data) <= self.limits.max_image_bytes:
                break
        if quality != _QUALITIES[0]:
            self.notes.append("recompressed")
        return data

    def colour(self) -> dict[str, bytes]:
        return {"icc_profile": self.profile} if isinstance(self.profile, bytes) and self.profile else {}


def _plain_mode(image: Image.Image) -> Image.Image:
    """A copy that carries pixels only: no text chunks, comments or EXIF."""
    if image.mode in ("P", "PA", "LA", "La", "RGBa") or "transparency" in image.info:
        image = image.convert("RGBA")
        if image.getchannel("A").getextrema() == (255, 255):
            image = image.convert("RGB")
    elif image.mode == "1":
        image = image.convert("L")
    elif image.mode.startswith(("I", "F")):
        image = image.point(lambda value: value * (1 / 256)).convert("L") if image.mode != "F" else image.convert("L")
    elif image.mode not in ("RGB", "RGBA", "L", "CMYK"):
        image = image.convert("RGB")
    else:
        image = image.copy()
    image.info = {}
    return image


def _few_colours(picture: Image.Image) -> bool:
    return picture.mode in ("L", "RGB", "RGBA") and picture.getcolors(_FEW_COLOURS) is not None


def _on_white(picture: Image.Image) -> Image.Image:
    ground = Image.new("RGB", picture.size, "white")
    ground.paste(picture, mask=picture.getchannel("A"))
    return ground
