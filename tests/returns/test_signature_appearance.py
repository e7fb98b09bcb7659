"""Pictures of hand and seal: whole, in proportion, transparent; anything else is a sentence."""

import io
import struct
import zlib

import pikepdf
import pytest
from PIL import Image, PngImagePlugin

from kgdesk.domain.errors import Fault
from kgdesk.messages import say
from kgdesk.operations.demo_images import hand_png, seal_png
from kgdesk.returns.signature_appearance import MAX_BYTES, MAX_SIDE, image_appearance
from kgdesk.signing.boxes import SignatureBox

BOX = SignatureBox(0, 100, 100, 300, 200)


def png(
    mode: str = "RGBA", size: tuple[int, int] = (40, 20), colour: object = (0, 0, 200, 0), kind: str = "PNG"
) -> bytes:
    output = io.BytesIO()
    Image.new(mode, size, colour).save(output, kind)  # type: ignore[arg-type]
    return output.getvalue()


def page_of(data: bytes) -> tuple[list[float], bytes, pikepdf.Object]:
    with pikepdf.Pdf.open(io.BytesIO(data)) as pdf:
        page = pdf.pages[0].obj
        image = page.Resources.XObject.Image
        kept = {
            "size": (int(image.Width), int(image.Height)),
            "mask": image.SMask.read_bytes(),
            "keys": set(image.keys()),
        }
        return [float(edge) for edge in page.MediaBox], page.Contents.read_bytes(), kept  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("size", "drawn"),
    [((40, 20), (200, 100, 0, 0)), ((20, 20), (100, 100, 50, 0)), ((400, 20), (200, 10, 0, 45))],
)
def test_whole_and_in_proportion(size: tuple[int, int], drawn: tuple[float, ...]) -> None:
    frame, content, kept = page_of(image_appearance(png(size=size), BOX, "x.png"))
    assert frame == [0, 0, 200, 100]
    numbers = [float(word) for word in content.split()[1:7]]
    assert (numbers[0], numbers[3], numbers[4], numbers[5]) == pytest.approx(drawn, abs=0.01)
    assert kept["size"] == size


def test_only_pixels_are_taken_over() -> None:
    info = PngImagePlugin.PngInfo()
    info.add_text("Author", "the person at this computer")
    output = io.BytesIO()
    Image.new("RGBA", (4, 4), (0, 0, 200, 9)).save(output, "PNG", pnginfo=info)
    data = image_appearance(output.getvalue(), BOX, "x.png")
    assert b"person" not in data
    _, _, kept = page_of(data)
    assert kept["mask"] == b"\t" * 16
    assert "/Interpolate" not in kept["keys"]


def test_palettes_and_grey_with_transparency_are_taken() -> None:
    output = io.BytesIO()
    Image.new("P", (4, 4), 0).save(output, "PNG", transparency=0)
    for data in (output.getvalue(), png("LA", colour=(0, 100))):
        assert image_appearance(data, BOX, "x.png")


def test_equal_pictures_give_equal_bytes() -> None:
    assert image_appearance(hand_png(), BOX, "a") == image_appearance(hand_png(), BOX, "b")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "pdf.bad_image"),
        (b"\x89PNG\r\n\x1a\n", "pdf.bad_image"),
        (hand_png()[:-300], "pdf.bad_image"),
        (seal_png()[:900], "pdf.bad_image"),
        (png(kind="JPEG", mode="RGB", colour=(1, 2, 3)), "pdf.bad_image"),
        (png(kind="GIF", mode="RGB", colour=(1, 2, 3)), "pdf.bad_image"),
        (png("RGB", colour=(255, 255, 255)), "pdf.image_not_transparent"),
        (png(colour=(0, 0, 200, 255)), "pdf.image_not_transparent"),
        (png(size=(MAX_SIDE + 1, 1)), "pdf.image_too_large"),
        (bytes(MAX_BYTES + 1), "pdf.image_too_large"),
    ],
)
def test_what_is_refused(data: bytes, code: str) -> None:
    refused(data, code)


def refused(data: bytes, code: str) -> None:
    with pytest.raises(Fault) as caught:
        image_appearance(data, BOX, "chu-ky.png")
    assert caught.value.code == code
    assert "chu-ky.png" in say(code, "vi", **caught.value.params)


def test_a_bomb_does_not_explode() -> None:
    """A picture of a few bytes that claims to be vast, and one whose data go on without end."""
    header = struct.pack(">IIBBBBB", 2**31 - 1, 2**31 - 1, 8, 6, 0, 0, 0)
    refused(_chunks((b"IHDR", header), (b"IDAT", zlib.compress(b"")), (b"IEND", b"")), "pdf.image_too_large")
    small = struct.pack(">IIBBBBB", 4, 4, 8, 6, 0, 0, 0)
    endless = zlib.compress(bytes(200_000_000), 9)
    data = _chunks((b"IHDR", small), (b"IDAT", endless), (b"IEND", b""))
    assert image_appearance(data, BOX, "x.png")  # what is beyond the last row is never unpacked


def _chunks(*parts: tuple[bytes, bytes]) -> bytes:
    body = b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in parts
    )
    return b"\x89PNG\r\n\x1a\n" + body
