"""Pictures of hand and seal, looked at before anybody signs."""

from pathlib import Path

from kgdesk.files import read_bytes
from kgdesk.operations.apart import read_apart
from kgdesk.operations.seal_pages import IMAGE_LIMIT


def read_picture(path: Path) -> bytes:
    """Read a picture as sealing will and give its bytes back.

    Raises Fault `pdf.bad_image`, `pdf.image_too_large`, `pdf.image_not_transparent` and those of the disk.
    """
    from kgdesk.returns.signature_appearance import image_appearance
    from kgdesk.signing.boxes import SignatureBox

    data = read_bytes(path, limit=IMAGE_LIMIT)
    box = SignatureBox(page=0, left=0, bottom=0, right=150, top=75)
    read_apart(path, image_appearance, data, box, str(path))
    return data
