"""Every reader of bytes that somebody else made: what calls it, where it runs, what bounds it.

The table in docs/security/hostile-input.md is this list (`test_inventory`); `read_files` is the process that
reads the hostile files of one reader, in the limits a worker has.
"""

import json
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from kgdesk.domain.errors import Fault
from kgdesk.messages import say

AT = datetime(2024, 12, 20, 1, 0, tzinfo=UTC)
APART, BOUNDED, OPENED = (
    "tiến trình riêng",
    "trong chương trình, có giới hạn",
    "trong chương trình, tệp của chính đơn vị",
)


@dataclass(frozen=True, slots=True)
class Reader:
    """`function` is the reader and `caller` the operation that calls it, both as `module.name`; `reads` is for people."""

    key: str
    reads: str
    function: str
    caller: str
    where: str
    call: Callable[[bytes, Path], object]


def _table(data: bytes, path: Path) -> object:
    from kgdesk.returns.tabular import read_tables

    return read_tables(data, path.name)


def _form(data: bytes, path: Path) -> object:
    from kgdesk.returns.form_read import read_form

    return read_form(data, path.name, is_known=bool, is_task=bool)


def _return(data: bytes, path: Path) -> object:
    from kgdesk.consolidation.examination import examine
    from kgdesk.domain.verdict import VerdictWord
    from kgdesk.operations.verdict_words import explain_verdict
    from kgdesk.signing.trust import TrustAnchors

    verdict = examine(data, path.name, anchors=TrustAnchors.empty(), at=AT).verdict
    assert verdict.word is not VerdictWord.VALID
    told = explain_verdict(verdict)
    return f"{verdict.file}: {told.headline} {' '.join(told.reasons)}"


def _mail(data: bytes, path: Path) -> object:
    from kgdesk.mail.opening import open_container

    opened = open_container(data, path.name)
    for told in opened.told:
        sentence = say(told.code, "vi", **told.params)
        assert sentence.isprintable()
    for part in opened.parts:
        assert "/" not in part.name
        assert "\\" not in part.name
    return opened


def _pack(data: bytes, path: Path) -> object:
    from kgdesk.operations.pack_file import read_checked

    return read_checked(data, path, at=AT, anchors=None)


def _plan_workbook(data: bytes, path: Path) -> object:
    from kgdesk.returns.plan_workbook import build

    return build(data, path.name)


def _part(data: bytes, path: Path) -> object:
    from kgdesk.returns.part_package import read

    return read(data, path.name)


def _picture(data: bytes, path: Path) -> object:
    from kgdesk.returns.signature_appearance import image_appearance
    from kgdesk.signing.boxes import SignatureBox

    return image_appearance(data, SignatureBox(page=0, left=0, bottom=0, right=150, top=75), path.name)


def _attachment(data: bytes, path: Path) -> object:
    from kgdesk.operations.attachment_kind import has_macros, is_program, media_type_of

    return is_program(data, path.name), media_type_of(data), has_macros(data)


def _certificate(data: bytes, path: Path) -> object:
    from kgdesk.signing.certificate_file import read_certificates

    return read_certificates(data, path.name)


def _authority(data: bytes, path: Path) -> object:
    from kgdesk.signing.trust import TrustAnchors

    return TrustAnchors.from_pem((path.name, data))


def _list(data: bytes, path: Path) -> object:
    from kgdesk.signing.revocation_lists import read_lists

    return read_lists(data, path.name)


def _signers(data: bytes, _path: Path) -> object:
    from kgdesk.operations.online import carried_in

    return carried_in(data)


def _head_signed(data: bytes, path: Path) -> object:
    from kgdesk.returns.pdf_embedded import read_embedded, read_issue

    return read_embedded(data, path.name), read_issue(data, path.name)


def _key(_data: bytes, path: Path) -> object:
    from kgdesk.operations.key_file import open_key

    return open_key(path, "kgdesk-demo", at=AT)


def _workspace(_data: bytes, path: Path) -> object:
    from kgdesk.operations.maintenance import doctor
    from kgdesk.operations.workspace import open_workspace

    doctor(path)
    with open_workspace(path, actor="x") as workspace:
        return workspace.plan


def _clipboard_table(data: bytes, _path: Path) -> object:
    from kgdesk.domain.clipboard_html import read_html

    return read_html(data.decode("utf-8", "replace"))


def _clipboard_text(data: bytes, _path: Path) -> object:
    from kgdesk.domain.word_paste import read_html

    return read_html(data.decode("utf-8", "replace"))


def _clipboard_plain(data: bytes, _path: Path) -> object:
    from kgdesk.domain.clipboard_table import read_tsv
    from kgdesk.domain.numbers import read_number
    from kgdesk.domain.word_paste import read_plain

    text = data.decode("utf-8", "replace")
    return read_tsv(text), read_plain(text), read_number(text)


def _clipboard_xml(data: bytes, _path: Path) -> object:
    from kgdesk.domain.clipboard_xml import read_numbers

    return read_numbers(data.decode("utf-8", "replace"))


READERS = {
    reader.key: reader
    for reader in (
        Reader("return", "báo cáo, biên nhận .pdf; phụ lục .xlsx; gói .kgplan", "consolidation.examination.examine", "operations.judging.judge", APART, _return),
        Reader("mail", "thư .eml, tệp nén .zip", "mail.opening.open_container", "operations.judge_worker.serve", APART, _mail),
        Reader("table", "bảng .xlsx .xls .ods .csv .tsv", "returns.tabular.read_tables", "operations.record.record_file", APART, _table),
        Reader("form", "biểu mẫu đã điền", "returns.form_read.read_form", "operations.collect.collect_forms", APART, _form),
        Reader("pack", "gói chỉ tiêu .kgplan", "operations.pack_file.read_checked", "operations.pack_file.read_pack", APART, _pack),
        Reader("plan-workbook", "bảng soạn gói chỉ tiêu", "returns.plan_workbook.build", "operations.pack.build_pack", APART, _plan_workbook),
        Reader("part", "phần việc .kgpart", "returns.part_package.read", "operations.part_opening.read_part", APART, _part),
        Reader("picture", "hình chữ ký, hình dấu .png", "returns.signature_appearance.image_appearance", "operations.seal_images.read_picture", APART, _picture),
        Reader("head-signed", "tệp thủ trưởng đã ký", "returns.pdf_embedded.read_embedded", "operations.seal_agency.countersign", APART, _head_signed),
        Reader("signers", "người ký của một tệp (khi hỏi qua mạng)", "operations.online.carried_in", "operations.online.gather_for", APART, _signers),
        Reader("certificate", "chứng thư của người ký", "signing.certificate_file.read_certificates", "operations.certificates.look_at_signers", APART, _certificate),
        Reader("authority", "chứng thư của nơi cấp", "signing.trust.TrustAnchors", "operations.verify.load_anchors", APART, _authority),
        Reader("revocation-list", "danh sách thu hồi .crl", "signing.revocation_lists.read_lists", "operations.trust.add_trust", APART, _list),
        Reader("key", "tệp khóa .p12", "signing.keys.load_pkcs12", "operations.key_file.open_key", BOUNDED, _key),
        Reader("attachment", "tệp đính kèm", "operations.attachment_kind.media_type_of", "operations.attachments.attach", BOUNDED, _attachment),
        Reader("clipboard-table", "bảng tạm: HTML của Excel, LibreOffice", "domain.clipboard_html.read_html", "desk.entry.clipboard.read_mime", BOUNDED, _clipboard_table),
        Reader("clipboard-xml", "bảng tạm: XML của Excel", "domain.clipboard_xml.read_numbers", "desk.entry.clipboard.read_mime", BOUNDED, _clipboard_xml),
        Reader("clipboard-plain", "bảng tạm: chữ thường", "domain.clipboard_table.read_tsv", "desk.entry.clipboard.read_mime", BOUNDED, _clipboard_plain),
        Reader("clipboard-text", "bảng tạm: HTML của Word", "domain.word_paste.read_html", "desk.widgets.office_text.OfficeText", BOUNDED, _clipboard_text),
        Reader("workspace", "sổ làm việc .kgdesk", "store.connection.Store", "operations.workspace.open_workspace", OPENED, _workspace),
    )
}  # fmt: skip


def read_files(reader: Reader, paths: list[Path]) -> None:
    """Read one file after the other and say of each, in a line of JSON, how it ended."""
    from kgdesk.operations import judge_worker

    judge_worker.limit()
    for path in paths:
        start = time.process_time()  # of this process: others may keep the computer busy
        told = {"file": path.name, **_outcome(reader, path)}
        print(json.dumps({**told, "seconds": round(time.process_time() - start, 2)}), flush=True)
        if told["ended"] == "heavy":  # as a worker does: what is left of its memory helps nobody
            return


def _outcome(reader: Reader, path: Path) -> dict[str, str]:
    try:
        found = reader.call(path.read_bytes(), path)
    except Fault as fault:
        return {"ended": "refused", "code": fault.code, "says": say(fault.code, "vi", **fault.params)}
    except (MemoryError, RecursionError) as error:
        return {"ended": "heavy", "code": type(error).__name__, "says": ""}
    except Exception as error:  # noqa: BLE001 - that is what is looked for
        if judge_is_memory(error):
            return {"ended": "heavy", "code": "memory", "says": ""}
        return {"ended": "defect", "code": type(error).__name__, "says": "".join(traceback.format_exception(error))}
    if isinstance(found, str):  # a verdict in words: whoever is asked for one always answers
        return {"ended": "refused", "code": "verdict", "says": found}
    return {"ended": "read", "code": "", "says": ""}


def judge_is_memory(error: BaseException) -> bool:
    from kgdesk.operations import judge_worker

    return judge_worker.is_memory(error)


if __name__ == "__main__":
    read_files(READERS[sys.argv[1]], [Path(name) for name in sys.argv[2:]])
