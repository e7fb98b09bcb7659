"""PDF/A-3b before signing, after each signature, with filled fields, images and validation data."""

import io
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pikepdf
import pytest
from PIL import Image, ImageCms

from kgdesk.domain.receipt import CellComment, Decision, Receipt
from kgdesk.domain.return_document import Issue
from kgdesk.domain.verdict import ReturnIdentity
from kgdesk.operations.demo_images import hand_png, seal_png
from kgdesk.returns.canonical import to_bytes
from kgdesk.returns.pdf_archival import srgb_profile
from kgdesk.returns.pdf_issue import FilledIssue, fields_of
from kgdesk.returns.pdf_return import PdfReturn, write_pdf
from kgdesk.returns.receipt import write_receipt
from kgdesk.returns.report_pdf import write_report
from kgdesk.returns.signature_appearance import image_appearance
from kgdesk.signing.demo_authority import DemoAuthority, create
from kgdesk.signing.keys import load_pkcs12
from kgdesk.signing.pdf import extend, fill_fields, prepare_fields, sign_pdf
from kgdesk.signing.trust import TrustAnchors
from tests.returns.pdfa_rules import problems
from tests.samples import sample_report, sample_return
from tests.signing.signing_samples import AT as STAMPED_AT
from tests.signing.signing_samples import stamping_authority

AT = STAMPED_AT
OPEN = FilledIssue(None, "BC-UBND", None)
FILLED = FilledIssue(41, "BC-UBND", date(2024, 12, 18))


@pytest.fixture(scope="module")
def pdf() -> PdfReturn:
    document = sample_return(issue=Issue(None, "BC-UBND", "Phú Quốc", date(2024, 12, 17)))
    return write_pdf(document, canonical=to_bytes(document), annex_name="a.xlsx", annex_sha256="0" * 64)


@pytest.fixture(scope="module")
def authority() -> DemoAuthority:
    return create(at=AT)


@pytest.fixture(scope="module")
def stages(pdf: PdfReturn, authority: DemoAuthority) -> dict[str, bytes]:
    def signed(data: bytes, role: str, image: bytes, *, fill: FilledIssue | None = None) -> bytes:
        packed = authority.issue_pkcs12(unit_code="KG-911", unit_name="Phú Quốc", role=role, password="x" * 8)
        return sign_pdf(
            data,
            key=load_pkcs12(packed, "x" * 8, "key.p12"),
            role=role,
            at=AT,
            place_vi="Phú Quốc",
            reason_vi="Năm 2024",
            appearance=image_appearance(image, pdf.boxes[role], "image.png") if image else None,
            fill=() if fill is None else fields_of(pdf.lines, fill),
        )

    made = {"written": pdf.data}
    made["prepared"] = prepare_fields(pdf.data, pdf.boxes, text_fields=fields_of(pdf.lines, OPEN))
    made["head"] = signed(made["prepared"], "head", hand_png())
    made["filled"] = fill_fields(made["head"], fields_of(pdf.lines, FILLED))
    made["both"] = signed(made["head"], "agency", seal_png(), fill=FILLED)
    made["without images"] = signed(signed(made["prepared"], "head", b""), "agency", b"")
    revoked = authority.revocation_list((), at=AT)
    anchors = TrustAnchors.from_pem(authority.root_pem, revoked)
    made["extended"] = extend(made["both"], anchors=anchors, timestamper=stamping_authority(authority))
    return made


@pytest.mark.parametrize("stage", ["written", "prepared", "head", "filled", "both", "without images", "extended"])
def test_every_stage_keeps_the_rules(stages: dict[str, bytes], stage: str) -> None:
    assert problems(stages[stage]) == []


def test_receipt_and_provincial_report_keep_the_rules() -> None:
    receipt = Receipt(
        identity=ReturnIdentity("KG-911", "2024", 1, "ab" * 32),
        unit_name_vi="Thành phố Phú Quốc",
        period_label_vi="Năm 2024",
        receiver="SKHDT",
        receiver_name_vi="Sở Kế hoạch và Đầu tư",
        decision=Decision.SENT_BACK,
        decided_at=datetime(2024, 12, 19, 3, tzinfo=UTC),
        decided_by="Lê Văn Bình <a&b>",
        comments=(CellComment("XH08", "Tỷ lệ hộ nghèo", "Kiểm tra lại tử số."),),
        phrase="2345-6789-ABCD",
    )
    assert problems(write_receipt(receipt).data) == []
    assert problems(write_report(sample_report())) == []


def _changed(data: bytes, change: Callable[[pikepdf.Pdf], None]) -> list[str]:
    target = io.BytesIO()
    with pikepdf.Pdf.open(io.BytesIO(data)) as pdf:
        change(pdf)
        pdf.save(target)
    return problems(target.getvalue())


def test_the_rules_notice_what_breaks_them(stages: dict[str, bytes]) -> None:
    """A check that cannot fail proves nothing: each rule is broken once."""

    def widget(pdf: pikepdf.Pdf) -> pikepdf.Object:
        return pdf.Root.AcroForm.Fields[0]

    def font(pdf: pikepdf.Pdf) -> pikepdf.Object:
        return next(iter(pdf.pages[0].Resources.Font.values()))

    def narrow(pdf: pikepdf.Pdf) -> None:
        font(pdf).Widths = pikepdf.Array([1] * len(font(pdf).Widths))

    breaking: dict[str, Callable[[pikepdf.Pdf], None]] = {
        "6.6.2": lambda pdf: pdf.Root.__delitem__("/Metadata"),
        "6.6.3": lambda pdf: setattr(pdf.docinfo, "Title", "x"),
        "6.2.3": lambda pdf: pdf.Root.__delitem__("/OutputIntents"),
        "6.2.11.4": lambda pdf: font(pdf).FontDescriptor.__delitem__("/FontFile2"),
        "6.2.11.5": narrow,
        "6.2.11.6": lambda pdf: setattr(font(pdf), "Encoding", pikepdf.Name.WinAnsiEncoding),
        "6.3.2": lambda pdf: setattr(widget(pdf), "F", 6),
        "6.3.3": lambda pdf: widget(pdf).__delitem__("/AP"),
        "6.4.1": lambda pdf: setattr(pdf.Root.AcroForm, "NeedAppearances", True),
        "6.5": lambda pdf: setattr(pdf.Root, "OpenAction", pikepdf.Dictionary(S=pikepdf.Name.GoTo)),
        "6.8": lambda pdf: pdf.Root.__delitem__("/AF"),
        "6.10": lambda pdf: setattr(pdf.pages[0].obj, "Trans", pikepdf.Dictionary()),
        "6.2.2": lambda pdf: pdf.pages[0].contents_add(b"/F99 12 Tf"),
    }
    for clause, change in breaking.items():
        assert any(found.startswith(clause) for found in _changed(stages["both"], change)), clause


def test_the_profile_is_srgb() -> None:
    """Colours go through it unchanged, by another maker's reckoning."""
    profile = ImageCms.ImageCmsProfile(io.BytesIO(srgb_profile()))
    image = Image.new("RGB", (256, 1))
    for value in range(256):
        image.putpixel((value, 0), (value, 255 - value, value * 7 % 256))
    through = ImageCms.profileToProfile(image, profile, ImageCms.createProfile("sRGB"))
    assert through is not None
    for value in range(256):
        pairs = zip(image.getpixel((value, 0)), through.getpixel((value, 0)), strict=True)  # type: ignore[arg-type]
        assert all(abs(one - other) <= 1 for one, other in pairs)


def test_the_signatures_of_every_stage_are_images_with_soft_edges(stages: dict[str, bytes]) -> None:
    with pikepdf.Pdf.open(io.BytesIO(stages["both"])) as pdf:
        fields = [field for field in pdf.Root.AcroForm.Fields if str(field.FT) == "/Sig"]
        for field in fields:
            inner = field.AP.N.Resources.XObject["/Page"]
            assert "/SMask" in inner.Resources.XObject["/Image"]
    with pikepdf.Pdf.open(io.BytesIO(stages["without images"])) as pdf:
        for field in pdf.Root.AcroForm.Fields:
            if str(field.FT) == "/Sig":
                assert set(field.AP.N.read_bytes().split()) <= {b"q", b"Q"}


def test_validation_data_and_timestamp_prove_the_time(stages: dict[str, bytes], authority: DemoAuthority) -> None:
    from kgdesk.domain.verdict import Fact
    from kgdesk.signing.pdf import inspect_pdf

    long_after = AT + timedelta(days=200)
    for data, time in ((stages["both"], Fact.INDETERMINATE), (stages["extended"], Fact.PASSED)):
        facts = inspect_pdf(data, anchors=authority.anchors, at=long_after, expected_roles=("head", "agency"))
        assert (facts.integrity, facts.coverage, facts.trust, facts.time) == (Fact.PASSED,) * 3 + (time,)
