"""tus 1.0: core protocol, creation, termination. On the last byte the SHA-256 named at creation must hold."""

from __future__ import annotations

import base64
import binascii
from typing import Annotated
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Header, Router

from portal.api.auth import user_of
from portal.api.describe import also, problems, raw_body
from portal.articles.checking import limits
from portal.problems import Problem
from portal.uploads import tus
from portal.uploads.tus import MEDIA_TYPE, VERSION

router = Router(tags=["uploads"])
TusResumable = Annotated[str, Header("", alias="Tus-Resumable", max_length=20)]
UploadOffset = Annotated[int, Header(..., alias="Upload-Offset", ge=0, le=2**40)]


def _answer(status: int, **headers: str) -> HttpResponse:
    response = HttpResponse(status=status, headers={name.replace("_", "-"): value for name, value in headers.items()})
    response.headers["Tus-Resumable"] = VERSION
    response.headers["Cache-Control"] = "no-store"
    return response


def _require_version(version: str) -> None:
    if version != VERSION:
        raise Problem(412, "tus_version", headers={"Tus-Version": VERSION})


def _metadata(text: str) -> dict[str, str]:
    """`name base64,name base64` (tus). Raises Problem 400."""
    found = {}
    try:
        for pair in filter(None, (part.strip() for part in text.split(","))):
            name, _, value = pair.partition(" ")
            found[name] = base64.b64decode(value, validate=True).decode("utf-8")
    except (binascii.Error, UnicodeDecodeError) as error:
        raise Problem(400, "bad_request", "Upload-Metadata is not well formed") from error
    return found


@router.api_operation(["OPTIONS"], "/uploads", auth=None, response={204: None}, openapi_extra=problems())
def upload_options(request: HttpRequest) -> HttpResponse:
    """Protocol version, extensions, largest size."""
    return _answer(204, Tus_Version=VERSION, Tus_Extension="creation,termination", Tus_Max_Size=str(limits().max_file_bytes))


@router.post("/uploads", response={201: None}, openapi_extra=problems(401, 412, 413, 422, 460))
def create_upload(
    request: HttpRequest,
    tus_resumable: TusResumable,
    upload_length: Annotated[int, Header(..., alias="Upload-Length", ge=0, le=2**40)],
    upload_metadata: Annotated[str, Header("", alias="Upload-Metadata", max_length=2000)],
) -> HttpResponse:
    """Begin an upload: Upload-Length, Upload-Metadata with filename and sha256 (hex). Location: where the bytes go."""
    _require_version(tus_resumable)
    if upload_length > limits().max_file_bytes:
        raise Problem(413, "too_large", str(limits().max_file_bytes))
    metadata = _metadata(upload_metadata)
    upload = tus.create(user_of(request), metadata.get("filename", ""), metadata.get("sha256", ""), upload_length)
    return _answer(201, Location=request.build_absolute_uri(f"/api/v1/uploads/{upload.pk}"), Upload_Offset=str(upload.offset))


@router.api_operation(
    ["HEAD"], "/uploads/{uuid:upload_id}", openapi_extra=also(problems(401, 404, 410, 412, 422), 200, "Where it stands")
)
def upload_state(request: HttpRequest, upload_id: UUID, tus_resumable: TusResumable) -> HttpResponse:
    """Upload-Offset: bytes received."""
    _require_version(tus_resumable)
    upload = tus.find(user_of(request), upload_id)
    return _answer(200, Upload_Offset=str(upload.offset), Upload_Length=str(upload.length))


@router.patch(
    "/uploads/{uuid:upload_id}",
    response={204: None},
    openapi_extra=problems(401, 404, 409, 410, 412, 413, 415, 422, 460, requestBody=raw_body(MEDIA_TYPE)),
)
def append(request: HttpRequest, upload_id: UUID, tus_resumable: TusResumable, upload_offset: UploadOffset) -> HttpResponse:
    """Bytes from Upload-Offset on. 409: not where the upload stands; 460: the whole has another hash, begin anew."""
    _require_version(tus_resumable)
    if request.content_type != MEDIA_TYPE:
        raise Problem(415, "unsupported_media_type", MEDIA_TYPE)
    upload = tus.append(user_of(request), upload_id, upload_offset, request)
    return _answer(204, Upload_Offset=str(upload.offset))


@router.delete("/uploads/{uuid:upload_id}", response={204: None}, openapi_extra=problems(401, 404, 410, 412, 422))
def terminate(request: HttpRequest, upload_id: UUID, tus_resumable: TusResumable) -> HttpResponse:
    """Give an upload up."""
    _require_version(tus_resumable)
    tus.remove(tus.find(user_of(request), upload_id))
    return _answer(204)
