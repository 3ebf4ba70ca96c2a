"""Pictures that may be published: upright, small, without position; hostile ones refused."""

from __future__ import annotations

import io
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms

from editor_app.content.images import prepare_image
from editor_app.core.errors import BadAttachment
from editor_app.core.organisation import Limits
from tests.support import files

LIMITS = Limits()
PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def test_position_and_remarks_go_orientation_is_applied_profile_stays() -> None:
    source = files.jpeg_with_gps(320, 240, orientation=6, profile=PROFILE)
    assert b"SecretCamera" in source
    found = prepare_image(source, LIMITS)
    assert found.had_position
    assert (found.width, found.height) == (240, 320)
    assert {"rotated", "metadata_removed"} <= set(found.notes)
    assert b"Secret" not in found.data
    with Image.open(io.BytesIO(found.data)) as image:
        assert not image.getexif()
        assert image.info["icc_profile"] == PROFILE
        assert "comment" not in image.info


def test_large_pictures_are_scaled_to_the_limit() -> None:
    found = prepare_image(files.image_bytes(1200, 300, "JPEG"), Limits(max_image_side=400))
    assert (found.width, found.height) == (400, 100)
    assert "scaled" in found.notes


def test_bytes_are_brought_down() -> None:
    source = files.image_bytes(500, 500, "JPEG", quality=95)
    loose = prepare_image(source, LIMITS)
    tight = prepare_image(source, Limits(max_image_bytes=len(loose.data) * 6 // 10))
    assert len(tight.data) < len(loose.data)
    assert "recompressed" in tight.notes


@pytest.mark.parametrize(
    ("form", "colours", "media_type"),
    [
        ("PNG", 8, "image/png"),
        ("BMP", 8, "image/png"),
        ("BMP", 0, "image/jpeg"),
        ("GIF", 8, "image/png"),
        ("WEBP", 0, "image/jpeg"),
        ("JPEG", 0, "image/jpeg"),
    ],
)
def test_form_by_content(form: str, colours: int, media_type: str) -> None:
    found = prepare_image(files.image_bytes(600, 600, form, colours=colours), LIMITS)
    assert found.media_type == media_type
    with Image.open(io.BytesIO(found.data)) as image:
        image.load()
        assert image.size == (600, 600)


def test_of_an_animation_the_first_frame_is_kept() -> None:
    frames = [Image.new("RGB", (10, 10), shade) for shade in ("red", "blue")]
    target = io.BytesIO()
    frames[0].save(target, "GIF", save_all=True, append_images=frames[1:])
    found = prepare_image(target.getvalue(), LIMITS)
    assert "first_frame" in found.notes
    with Image.open(io.BytesIO(found.data)) as image:
        assert image.convert("RGB").getpixel((5, 5)) == (255, 0, 0)


def test_transparency_stays() -> None:
    target = io.BytesIO()
    Image.new("RGBA", (10, 10), (255, 0, 0, 80)).save(target, "PNG")
    found = prepare_image(target.getvalue(), LIMITS)
    assert found.media_type == "image/png"
    with Image.open(io.BytesIO(found.data)) as image:
        assert image.convert("RGBA").getpixel((1, 1)) == (255, 0, 0, 80)


def test_text_chunks_go() -> None:
    assert b"Geheim" not in prepare_image(files.png_with_text("Geheim"), LIMITS).data


def test_a_picture_of_900_megapixels_is_refused_at_once() -> None:
    bomb = files.png_bomb(30_000)
    started = time.process_time()
    with pytest.raises(BadAttachment) as caught:
        prepare_image(bomb, LIMITS)
    assert caught.value.code == "image_too_large"
    assert time.process_time() - started < 0.5


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "image_type"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "image_type"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n", "image_type"),
        (files.image_bytes(200, 200, "JPEG")[:3000], "image_damaged"),
        (files.image_bytes(200, 200, "PNG")[:3000], "image_damaged"),
        (files.png_bomb(9000), "image_too_large"),
    ],
)
def test_refused(data: bytes, code: str) -> None:
    with pytest.raises(BadAttachment) as caught:
        prepare_image(data, LIMITS)
    assert caught.value.code == code


_SEEDS = [files.image_bytes(24, 24, form) for form in ("PNG", "GIF", "BMP", "WEBP")] + [files.jpeg_with_gps(24, 24)]


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(_SEEDS), st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), min_size=1, max_size=8))
def test_damaged_pictures_are_prepared_or_refused(seed: bytes, changes: list[tuple[float, int]]) -> None:
    data = bytearray(seed)
    for where, value in changes:
        data[int(where * (len(data) - 1))] = value
    try:
        found = prepare_image(bytes(data), LIMITS)
    except BadAttachment:
        return
    assert found.width > 0
    assert found.media_type in ("image/png", "image/jpeg")
