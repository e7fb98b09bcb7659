"""Narrating progress on the tasks."""

import unicodedata
from dataclasses import replace

import pytest

from kgdesk.domain.changes import ChangeSet
from kgdesk.domain.errors import Fault
from kgdesk.domain.narrative import Narrative, TaskProgress
from kgdesk.domain.period import Period
from kgdesk.messages import say
from kgdesk.operations.narrative import narrative_pages, record_narrative
from kgdesk.operations.workspace import Workspace

YEAR = Period.parse("2024")


def first_task(workspace: Workspace) -> str:
    return workspace.tasks(YEAR)[0].code


def test_a_page_per_task_with_what_was_written(district: Workspace) -> None:
    task = first_task(district)
    written = Narrative(
        "KG-911", task, "2024", "Đã xong đường vòng", "Thiếu cát", "Nghiệm thu", TaskProgress.DELAYED, 80
    )
    outcome = record_narrative(district, written)
    assert outcome.changes == ChangeSet(narratives=frozenset({("2024", task)}))
    pages = narrative_pages(district, YEAR)
    assert [page.task for page in pages] == list(district.tasks(YEAR))
    assert (pages[0].narrative, pages[0].recorded_by) == (written, "Lê Thị Hoa")
    assert pages[0].heading is not None
    assert all(page.narrative is None for page in pages[1:])


def test_the_period_before_stands_beside(district: Workspace) -> None:
    task = first_task(district)
    record_narrative(district, Narrative("KG-911", task, "2023", "Năm ngoái"))
    page = narrative_pages(district, YEAR)[0]
    assert page.narrative is None
    assert page.previous is not None
    assert page.previous.results == "Năm ngoái"


def test_the_newest_counts_and_an_empty_one_takes_it_back(district: Workspace) -> None:
    written = Narrative("KG-911", first_task(district), "2024", "Bản một")
    record_narrative(district, written)
    record_narrative(district, replace(written, results="Bản hai"))
    assert narrative_pages(district, YEAR)[0].narrative == replace(written, results="Bản hai")
    record_narrative(district, replace(written, results=""))
    found = narrative_pages(district, YEAR)[0].narrative
    assert found is not None
    assert found.is_empty


def test_saving_the_same_again_changes_nothing(district: Workspace) -> None:
    written = Narrative("KG-911", first_task(district), "2024", "Đã xong")
    assert not record_narrative(district, replace(written, results="")).changes  # empty on nothing
    record_narrative(district, written)
    decomposed = replace(written, results=unicodedata.normalize("NFD", "Đã xong"))
    assert not record_narrative(district, decomposed).changes


@pytest.mark.parametrize(
    ("change", "code"),
    [({"task": "Z.9"}, "entry.task_not_asked"), ({"percent": 101}, "entry.percent_out_of_range")],
)
def test_what_does_not_belong_is_refused(district: Workspace, change: dict[str, object], code: str) -> None:
    written = Narrative("KG-911", first_task(district), "2024", "Đã xong")
    with pytest.raises(Fault) as caught:
        record_narrative(district, replace(written, **change))  # type: ignore[arg-type]
    assert caught.value.code == code
    assert say(code, "vi", **caught.value.params)
    assert say(code, "en", **caught.value.params)
