"""A run as a Frictionless Data Package: four tables in CSV and the description that other programs read them by.

Specification: https://specs.frictionlessdata.io/ (Data Package, Tabular Data Resource and Table Schema, version 1).
"""

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC
from decimal import Decimal
from typing import Any

from kgdesk.domain.indicator import TotalSource
from kgdesk.domain.plan import Plan
from kgdesk.domain.provincial_report import ProvincialReport, ReportLine
from kgdesk.domain.roll_up import UnitFigure
from kgdesk.returns.canonical_json import plain_decimal
from kgdesk.returns.inert_text import inert

DESCRIPTION = "datapackage.json"

Cell = str | int | Decimal | None


@dataclass(frozen=True, slots=True)
class _Table:
    """One CSV. `fields` are name, type, title; `keys` make a row the only one; `refers` field to table and field."""

    name: str
    title: str
    fields: tuple[tuple[str, str, str], ...]
    keys: tuple[str, ...]
    refers: tuple[tuple[str, str], ...]
    rows: Iterable[Sequence[Cell]]


def write_datapackage(report: ProvincialReport, plan: Plan) -> dict[str, bytes]:
    """Write the files by name; the same run gives the same bytes. Figures have a point, no grouping."""
    tables = (_totals(report), _inputs(report), _indicators(plan), _units(plan))
    files = {f"{table.name}.csv": _csv(table) for table in tables}
    description = {
        "profile": "tabular-data-package",
        "name": f"kgdesk-{plan.code.lower()}-{report.period.lower()}-run{report.run_number}",
        "title": f"{report.plan_name_vi}: {report.period_label_vi}",
        "version": f"{report.run_number}.0.0",
        "created": report.generated_at.astimezone(UTC).isoformat().replace("+00:00", "Z"),
        "description": f"Lần tổng hợp số {report.run_number}; mã đối chiếu SHA-256 {report.run_digest}"
        + (f"; mục nhật ký {report.journal}" if report.journal else ""),
        "resources": [_resource(table, files[f"{table.name}.csv"]) for table in tables],
    }
    files[DESCRIPTION] = (json.dumps(description, ensure_ascii=False, indent=2) + "\n").encode()
    return files


def _csv(table: _Table) -> bytes:
    target = io.StringIO()
    writer = csv.writer(target)  # RFC 4180, which is the default of the specification
    writer.writerow([name for name, _, _ in table.fields])
    writer.writerows([_text(cell) for cell in row] for row in table.rows)
    return target.getvalue().encode()


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return inert(cell)
    return plain_decimal(cell) if isinstance(cell, Decimal) else str(cell)


def _resource(table: _Table, data: bytes) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [{"name": name, "type": kind, "title": title} for name, kind, title in table.fields],
        "missingValues": [""],
        "primaryKey": list(table.keys),
    }
    if table.refers:
        schema["foreignKeys"] = [
            {"fields": field, "reference": {"resource": other, "fields": "code"}} for field, other in table.refers
        ]
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "title": table.title,
        "path": f"{table.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
        "schema": schema,
    }


def _totals(report: ProvincialReport) -> _Table:
    fields = (
        ("indicator", "string", "Mã chỉ tiêu"),
        ("period", "string", "Kỳ báo cáo"),
        ("value", "number", "Số tổng hợp"),
        ("numerator", "number", "Tử số"),
        ("denominator", "number", "Mẫu số"),
        ("source", "string", "Nguồn: lead (cơ quan chủ trì) hoặc units (các đơn vị)"),
        ("rule", "string", "Cách tổng hợp"),
        ("complete", "boolean", "Đủ đơn vị"),
        ("units_in", "integer", "Số đơn vị có số liệu"),
        ("units_expected", "integer", "Số đơn vị được giao"),
        ("judgement", "string", "Đánh giá"),
        ("target", "number", "Mục tiêu nghị quyết"),
        ("annual_plan", "number", "Kế hoạch năm"),
        ("previous", "number", "Thực hiện năm trước"),
    )
    rows = (
        (
            line.indicator,
            report.period,
            line.value,
            line.roll_up.numerator,
            line.roll_up.denominator,
            None if line.roll_up.source is None else line.roll_up.source.value,
            line.roll_up.rule.value,
            "true" if line.roll_up.complete else "false",
            len(line.roll_up.inputs),
            line.units_expected,
            line.judgement.value,
            line.target_low,
            line.annual_plan,
            line.previous,
        )
        for line in report.lines
    )
    return _Table("totals", "Số tổng hợp", fields, ("indicator",), (("indicator", "indicators"),), rows)


def _inputs(report: ProvincialReport) -> _Table:
    fields = (
        ("indicator", "string", "Mã chỉ tiêu"),
        ("unit", "string", "Mã đơn vị"),
        ("role", "string", "units: số của đơn vị; lead: số toàn tỉnh của cơ quan chủ trì"),
        ("period", "string", "Kỳ báo cáo"),
        ("state", "string", "Trạng thái của số liệu"),
        ("value", "number", "Giá trị"),
        ("numerator", "number", "Tử số"),
        ("denominator", "number", "Mẫu số"),
        ("status", "string", "Loại số liệu"),
        ("revision", "integer", "Lần báo cáo"),
        ("digest", "string", "Mã đối chiếu của báo cáo (SHA-256)"),
    )
    rows = (
        (
            line.indicator,
            figure.unit,
            role,
            report.period,
            figure.observation.state.value,
            figure.observation.value,
            figure.observation.numerator,
            figure.observation.denominator,
            figure.observation.status.value,
            figure.revision,
            figure.digest,
        )
        for line in report.lines
        for role, figure in figures_of(line)
    )
    refers = (("indicator", "indicators"), ("unit", "units"))
    return _Table("inputs", "Số liệu của từng đơn vị", fields, ("indicator", "unit", "role"), refers, rows)


def figures_of(line: ReportLine) -> Iterable[tuple[str, UnitFigure]]:
    """Give what entered a total and, apart from it, the lead agency's own figure."""
    for figure in line.roll_up.inputs:
        yield TotalSource.UNITS.value, figure
    if line.roll_up.lead is not None:
        yield TotalSource.LEAD.value, line.roll_up.lead


def _indicators(plan: Plan) -> _Table:
    fields = (
        ("code", "string", "Mã chỉ tiêu"),
        ("ordinal", "string", "Số thứ tự"),
        ("group", "string", "Nhóm"),
        ("name_vi", "string", "Tên"),
        ("name_en", "string", "Tên tiếng Anh"),
        ("measure_vi", "string", "Đơn vị tính"),
        ("measure_en", "string", "Đơn vị tính (tiếng Anh)"),
        ("places", "integer", "Số chữ số thập phân"),
    )
    rows = (
        (
            item.code,
            item.ordinal,
            item.group.value,
            item.name_vi,
            item.name_en,
            item.measure_vi,
            item.measure_en,
            item.places,
        )
        for item in plan.indicators
    )
    return _Table("indicators", "Chỉ tiêu", fields, ("code",), (), rows)


def _units(plan: Plan) -> _Table:
    fields = (
        ("code", "string", "Mã đơn vị"),
        ("official_code", "string", "Mã hành chính"),
        ("level", "string", "Cấp"),
        ("parent", "string", "Đơn vị cấp trên"),
        ("name_vi", "string", "Tên"),
        ("name_en", "string", "Tên tiếng Anh"),
        ("valid_from", "date", "Từ ngày"),
        ("valid_to", "date", "Đến ngày"),
    )
    rows = (
        (
            item.code,
            item.official_code,
            item.level.value,
            item.parent,
            item.name_vi,
            item.name_en,
            item.valid_from.isoformat(),
            None if item.valid_to is None else item.valid_to.isoformat(),
        )
        for item in plan.units
    )
    return _Table("units", "Đơn vị báo cáo", fields, ("code",), (), rows)
