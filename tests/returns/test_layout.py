"""A change of what pages or sheets show is a new layout: programs of the old one must not call the new ones forged.

When this fails: raise `LAYOUT` in `kgdesk/domain/return_document.py`, then write the digest anew with
`python -m tests.returns.test_layout`.
"""

import hashlib
import io
import json
import zipfile
from pathlib import Path

import pikepdf

from kgdesk.domain.return_document import LAYOUT
from kgdesk.returns import canonical, pdf_return, workbook
from tests.samples import corrected_return, large_return, sample_return

GOLDEN = Path(__file__).with_name("layouts.json")


def looks() -> str:
    """A digest over what every page draws and every sheet holds; typefaces and the document itself apart."""
    state = hashlib.sha256()
    for document in (sample_return(), large_return(rows=40, narratives=12), corrected_return()):
        pages = pdf_return.write_pdf(
            document, canonical=canonical.to_bytes(document), annex_name="a.xlsx", annex_sha256="0" * 64
        )
        with pikepdf.Pdf.open(io.BytesIO(pages.data)) as pdf:
            for page in pdf.pages:
                state.update(page.Contents.read_bytes())
        with zipfile.ZipFile(io.BytesIO(workbook.write_workbook(document))) as package:
            for name in sorted(package.namelist()):
                if not name.startswith("customXml/"):
                    state.update(name.encode() + package.read(name))
    return state.hexdigest()


def test_a_new_look_has_a_new_layout_number() -> None:
    known = json.loads(GOLDEN.read_text(encoding="utf-8"))
    assert known.get(str(LAYOUT)) == looks()


if __name__ == "__main__":
    layouts = json.loads(GOLDEN.read_text(encoding="utf-8")) if GOLDEN.exists() else {}
    layouts[str(LAYOUT)] = looks()
    GOLDEN.write_text(json.dumps(layouts, indent=2) + "\n", encoding="utf-8")
