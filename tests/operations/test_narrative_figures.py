"""Figures quoted in texts: resolved when sealed, missed when empty, typed ones held against the cells."""

import subprocess
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from kgdesk.domain.escalation import Escalation
from kgdesk.domain.findings import Finding, Severity
from kgdesk.domain.narrative import Narrative
from kgdesk.domain.observation import Observation
from kgdesk.domain.period import Period
from kgdesk.domain.verdict import Fact
from kgdesk.operations.check import accept_warning, accepted_warnings, check_period, describe, rule_of
from kgdesk.operations.demo import PASSWORD
from kgdesk.operations.entry import record_observation
from kgdesk.operations.escalation import record_escalation
from kgdesk.operations.home import home
from kgdesk.operations.narrative import narrative_pages, record_narrative
from kgdesk.operations.quotable import figures_to_quote, resolved_narrative
from kgdesk.operations.seal import SealRequest, latest_sealed, seal_return
from kgdesk.operations.undo import redo, undo
from kgdesk.operations.verify import verify_file
from kgdesk.operations.workspace import Workspace
from kgdesk.returns import canonical, pdf_embedded

YEAR = Period.parse("2024")


def write(workspace: Workspace, text: str) -> Narrative:
    narrative = Narrative(workspace.unit.code, workspace.tasks(YEAR)[0].code, "2024", text)
    record_narrative(workspace, narrative)
    return narrative


def enter(workspace: Workspace, value: str | None, period: str = "2024") -> None:
    figure = None if value is None else Decimal(value)
    record_observation(workspace, Observation(workspace.unit.code, "KT08", period, value=figure), reason="sửa")


def said_of_texts(workspace: Workspace) -> list[Finding]:
    return [item for item in check_period(workspace, YEAR) if item.code.startswith("narrative.")]


def test_a_reference_is_resolved_against_the_period_it_names(district: Workspace) -> None:
    enter(district, "1500.25")
    enter(district, "1200", "2023")
    narrative = write(district, "Thu {KT08}, năm trước {KT08:CK} hay {KT08:2023}, bằng {KT08:%CK}.")
    shown = resolved_narrative(narrative, figures_to_quote(district, YEAR))
    assert shown.results == "Thu 1.500,3, năm trước 1.200,0 hay 1.200,0, bằng 125,02%."
    assert narrative_pages(district, YEAR)[0].narrative == narrative  # what is stored keeps the references


def test_a_reference_without_a_figure_blocks_and_names_its_place(district: Workspace) -> None:
    write(district, "Thu {KT08} và {KT99} và {KT08:XYZ}.")
    found = said_of_texts(district)
    assert {item.code for item in found} == {
        "narrative.reference_empty",
        "narrative.reference_unknown",
        "narrative.reference_unreadable",
    }
    assert {(item.severity, item.task) for item in found} == {(Severity.BLOCK, district.tasks(YEAR)[0].code)}
    for item in found:
        told = describe(district, item)
        assert "{KT" in told.message
        assert told.remedy
    enter(district, "1500")
    assert "narrative.reference_empty" not in {item.code for item in said_of_texts(district)}


def test_a_matter_without_its_figure_blocks_too(district: Workspace) -> None:
    matter = Escalation(
        "KG-911-2024-1", "KG-911", "2024", date(2024, 11, 1), "Hụt thu {KT08}", "Luật", "Bổ sung", "UBND tỉnh"
    )
    record_escalation(district, matter)
    (found,) = said_of_texts(district)
    assert (found.code, found.severity) == ("narrative.reference_in_matter", Severity.BLOCK)
    assert "Hụt thu" in describe(district, found).message


def test_a_typed_number_that_disagrees_warns_until_it_is_let_stand(district: Workspace) -> None:
    enter(district, "1500")
    write(district, "Thu ngân sách đạt 1.600 tỷ đồng.")
    (found,) = said_of_texts(district)
    assert (found.code, found.severity) == ("narrative.figure_disagrees", Severity.WARN)
    assert "1.600" in describe(district, found).message
    assert "1.500,0" in describe(district, found).message
    before = home(district, YEAR).warnings
    assert accept_warning(district, YEAR, rule_of(found), None, "Số của cơ quan thuế").changes
    assert [item.rule for item in accepted_warnings(district, YEAR)] == [rule_of(found)]
    assert home(district, YEAR).warnings == before - 1
    assert undo(district, YEAR).changes
    assert home(district, YEAR).warnings == before
    assert redo(district, YEAR).changes
    write(district, "Thu ngân sách đạt 1.700 tỷ đồng.")
    assert home(district, YEAR).warnings == before
    assert accepted_warnings(district, YEAR) == ()


def test_the_sealed_return_reads_the_figure_on_every_side(phu_quoc: Workspace, demo_copy: Path) -> None:
    (first, *_) = [page.narrative for page in narrative_pages(phu_quoc, YEAR) if page.narrative is not None]
    record_narrative(phu_quoc, replace(first, results="Thu ngân sách đạt {KT08} tỷ đồng."))
    figure = figures_to_quote(phu_quoc, YEAR).figures["KT08"]
    request = SealRequest(
        period=YEAR, key=demo_copy / "keys" / "KG-911.p12", password=PASSWORD, folder=demo_copy / "moi"
    )
    outcome = seal_return(phu_quoc, request).result
    assert not outcome.blocking
    document = latest_sealed(phu_quoc, YEAR)
    assert document is not None
    (sealed,) = [entry.narrative for entry in document.narratives if entry.narrative.task == first.task]
    assert figure.value is not None
    assert sealed.results.startswith("Thu ngân sách đạt ")
    assert "{" not in sealed.results
    assert "{KT08}" not in canonical.to_bytes(document).decode()
    (pdf,) = [path for path in outcome.files if path.suffix == ".pdf"]
    assert pdf_embedded.read_embedded(pdf.read_bytes()).canonical == canonical.to_bytes(document)
    assert seal_return(phu_quoc, request).result.repeated  # the same figure is the same content


def test_lists_and_tables_reach_the_pages_and_the_workbook(phu_quoc: Workspace, demo_copy: Path) -> None:
    (first, *_) = [page.narrative for page in narrative_pages(phu_quoc, YEAR) if page.narrative is not None]
    text = "Kết quả:\n- Đường tỉnh 963\n+ đoạn 1\n\nXã\tKết quả\nAn Thới\tđạt “sớm” – 100%"
    record_narrative(phu_quoc, replace(first, results=text))
    request = SealRequest(
        period=YEAR, key=demo_copy / "keys" / "KG-911.p12", password=PASSWORD, folder=demo_copy / "moi"
    )
    outcome = seal_return(phu_quoc, request).result
    document = latest_sealed(phu_quoc, YEAR)
    assert document is not None
    (sealed,) = [entry.narrative for entry in document.narratives if entry.narrative.task == first.task]
    assert sealed.results == text
    for path in outcome.files:
        verdict = verify_file(path, workspace=phu_quoc)
        assert verdict.consistency is Fact.PASSED, path.name
    (pdf,) = [path for path in outcome.files if path.suffix == ".pdf"]
    shown = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True).stdout.decode()
    lines = [" ".join(line.split()) for line in shown.splitlines()]
    assert "- Đường tỉnh 963" in lines
    assert "+ đoạn 1" in lines
    assert "An Thới đạt “sớm” – 100%" in lines
