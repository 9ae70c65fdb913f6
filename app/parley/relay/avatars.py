"""Pictures of people: what comes in is checked and drawn anew, so that nothing of the original file goes out."""

import asyncio
import hashlib
import io
import warnings
from concurrent.futures import ThreadPoolExecutor

import msgspec
from PIL import Image, ImageOps

from parley.domain.errors import Refusal

SIZE = 256
UPLOAD_LIMIT_BYTES = 5 * 1024 * 1024
PIXELS_LIMIT = 50_000_000
DENSE_PIXELS_LIMIT = 20_000_000
"""For formats that can only be read whole: 20 megapixels are 80 MB."""
FORMATS = ("PNG", "JPEG", "WEBP")


class Avatar(msgspec.Struct, frozen=True):
    """A square PNG and its SHA-256 (hex)."""

    sha256: str
    png: bytes


class Avatars:
    """Draws uploads anew in a thread of its own."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="parley-avatars")

    async def redraw(self, upload: bytes) -> Avatar:
        """The picture as it will be served. Raises Refusal."""
        return await asyncio.get_running_loop().run_in_executor(self._pool, redraw, upload)

    def close(self) -> None:
        """Ends the thread."""
        self._pool.shutdown(wait=False, cancel_futures=True)


def redraw(upload: bytes) -> Avatar:
    """Crops to a square, scales to SIZE, forgets everything but the pixels. Raises Refusal."""
    if len(upload) > UPLOAD_LIMIT_BYTES:
        raise Refusal("picture_too_big", "A picture has at most 5 MB.", field="body")
    try:
        picture = _opened(upload)
        square = ImageOps.fit(ImageOps.exif_transpose(_shrunk(picture)), (SIZE, SIZE))
    except Exception as error:
        # Pillow meets a broken file with anything: struct.error and TypeError among others.
        raise Refusal(
            "picture_unreadable",
            "This isn't a picture we can read.",
            field="body",
            next_step="Use PNG, JPEG or WebP.",
        ) from error
    clean = Image.new("RGBA", square.size)
    clean.paste(square)
    output = io.BytesIO()
    clean.save(output, "PNG", optimize=True)
    png = output.getvalue()
    return Avatar(hashlib.sha256(png).hexdigest(), png)


def _opened(upload: bytes) -> Image.Image:
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            picture = Image.open(io.BytesIO(upload), formats=FORMATS)
        except Image.DecompressionBombWarning as error:
            raise Image.DecompressionBombError(str(error)) from error
    limit = PIXELS_LIMIT if picture.format == "JPEG" else DENSE_PIXELS_LIMIT
    if picture.width * picture.height > limit:
        raise Image.DecompressionBombError("too many pixels")
    # JPEG can be read at a fraction of its size: a phone's 48 megapixels need not become 200 MB.
    picture.draft("RGB", (SIZE * 2, SIZE * 2))
    picture.load()
    return picture


def _shrunk(picture: Image.Image) -> Image.Image:
    """With true colours, and not much larger than needed: everything after costs by the pixel."""
    colours = picture if picture.mode == "RGBA" else picture.convert("RGBA")
    factor = min(picture.size) // (SIZE * 2)
    return colours.reduce(factor) if factor > 1 else colours
