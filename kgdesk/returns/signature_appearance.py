"""How a signature looks (Decree 30/2020/ND-CP, Annex I): the head's hand in blue, the agency's seal in red, no text.

A picture comes as a transparent PNG and becomes a one-page PDF that the signing layer draws over the field.
"""

import io
import warnings
import zlib
from typing import TYPE_CHECKING

from kgdesk.domain.errors import Fault
from kgdesk.signing.boxes import SignatureBox

if TYPE_CHECKING:
    from PIL.Image import Image

MAX_BYTES = 3_000_000
MAX_SIDE = 3000  # pixels; 300 to the inch fill the field with 640
_OPAQUE = 255


def image_appearance(data: bytes, box: SignatureBox, name: str) -> bytes:
    """Set a transparent PNG on a page as large as the field: whole, in its proportions, in the middle.

    Equal pictures give equal bytes; only the pixels are taken over, nothing else that the file may carry.
    `name` is the file's, for the sentence. Raises Fault `pdf.bad_image`, `pdf.image_too_large`,
    `pdf.image_not_transparent`.
    """
    image = _opened(data, name)
    width, height = box.right - box.left, box.top - box.bottom
    scale = min(width / image.width, height / image.height)
    drawn = (image.width * scale, image.height * scale)
    left, bottom = (width - drawn[0]) / 2, (height - drawn[1]) / 2
    content = b"q %.3f 0 0 %.3f %.3f %.3f cm /Image Do Q" % (*drawn, left, bottom)
    return _page(image, (width, height), content)


def _opened(data: bytes, name: str) -> "Image":
    """Decode the picture, never more than the limits allow."""
    from PIL import Image, UnidentifiedImageError

    megabytes = MAX_BYTES // 1_000_000
    if len(data) > MAX_BYTES:
        raise Fault("pdf.image_too_large", file=name, limit=MAX_SIDE, megabytes=megabytes)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # a bomb, or a broken part that would be passed over
            image = Image.open(io.BytesIO(data), formats=("PNG",))
            if max(image.size) > MAX_SIDE:
                raise Fault("pdf.image_too_large", file=name, limit=MAX_SIDE, megabytes=megabytes)
            picture = image.convert("RGBA")
    except Image.DecompressionBombError as error:
        raise Fault("pdf.image_too_large", file=name, limit=MAX_SIDE, megabytes=megabytes) from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Warning, zlib.error) as error:
        raise Fault("pdf.bad_image", file=name) from error
    if min(picture.getchannel("A").tobytes()) == _OPAQUE:
        raise Fault("pdf.image_not_transparent", file=name)
    return picture


def _page(image: "Image", size: tuple[float, float], content: bytes) -> bytes:
    from pikepdf import Array, Dictionary, Name, Pdf

    target = io.BytesIO()
    with Pdf.new() as pdf:
        mask = pdf.make_stream(image.getchannel("A").tobytes())
        _describe(mask, image, Name.DeviceGray)
        picture = pdf.make_stream(image.convert("RGB").tobytes())
        _describe(picture, image, Name.DeviceRGB)
        picture.SMask = mask
        pdf.add_blank_page(page_size=size)
        page = pdf.pages[0].obj
        page.MediaBox = Array([0, 0, round(size[0], 3), round(size[1], 3)])
        page.Resources = Dictionary(XObject=Dictionary(Image=picture))
        page.Contents = pdf.make_stream(content)
        pdf.save(target, deterministic_id=True, compress_streams=True)
    return target.getvalue()


def _describe(stream: "object", image: "Image", colours: "object") -> None:
    """Say what the bytes of a picture are; Interpolate stays out, for PDF/A forbids it."""
    from pikepdf import Name

    for key, value in {
        "/Type": Name.XObject,
        "/Subtype": Name.Image,
        "/Width": image.width,
        "/Height": image.height,
        "/BitsPerComponent": 8,
        "/ColorSpace": colours,
    }.items():
        stream[key] = value  # type: ignore[index]
