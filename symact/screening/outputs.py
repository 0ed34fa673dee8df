"""The result of a screening as JSON lines, CSV or Parquet."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from symact.core.diagnostic import Diagnostic
from symact.core.errors import InputError
from symact.screening.record import Record

# The columns of the flat forms, in order. The names of `summary.MAIN` stand between.
COLUMNS = (
    "name",
    "expression",
    "status",
    "range",
    "range_attained",
    "sup_slope",
    "inf_slope",
    "lipschitz",
    "monotone",
    "convex",
    "symmetry",
    "smoothness",
    "critical_points",
    "reasons",
    "seconds",
    "file",
    "line",
    "column",
)


def to_dict(record: Record, *, flat: bool = False) -> dict[str, Any]:
    """The record as JSON data: the main columns, the reasons by field, and the whole profile."""
    candidate, outcome = record.candidate, record.outcome
    data: dict[str, Any] = {"name": record.name, "expression": candidate.expression}
    if candidate.latex:
        data["latex"] = candidate.latex
    data |= {"status": outcome.status, **outcome.main, "reasons": dict(outcome.reasons)}
    data |= {"seconds": outcome.seconds, "file": candidate.file, "line": candidate.line}
    if outcome.message:
        data |= {"column": _column(record), "code": outcome.code}
        data |= {"message": outcome.message, "help": outcome.help}
    if outcome.profile is not None and not flat:
        data["profile"] = {**outcome.profile, "name": record.name}
    return data


def row(record: Record) -> dict[str, Any]:
    """The record as one flat row; a cell that is unknown is None.

    The reasons stand in one cell, each once, with the fields that it concerns.
    """
    outcome = record.outcome
    return {
        **dict.fromkeys(COLUMNS),
        "name": record.name,
        "expression": record.candidate.expression,
        "status": outcome.status,
        **outcome.main,
        "reasons": outcome.message or _reasons(outcome.reasons) or None,
        "seconds": outcome.seconds,
        "file": record.candidate.file,
        "line": record.candidate.line,
        "column": _column(record),
    }


def _column(record: Record) -> int:
    return record.candidate.column + record.outcome.offset


def _reasons(reasons: dict[str, str]) -> str:
    """The reasons, each once, with their fields before them.

    Example:
        >>> _reasons({"range": "sin is not decided", "zeros": "sin is not decided"})
        'range, zeros: sin is not decided'
    """
    fields: dict[str, list[str]] = {}
    for name, reason in reasons.items():
        fields.setdefault(reason, []).append(name)
    return "; ".join(f"{', '.join(names)}: {reason}" for reason, names in fields.items())


def jsonl(records: Iterable[Record], *, flat: bool = False) -> bytes:
    """One JSON object on each line."""
    lines = (json.dumps(to_dict(r, flat=flat), ensure_ascii=False) for r in records)
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "replace")


def table(records: Iterable[Record]) -> bytes:
    """The flat columns as CSV with a head; an unknown cell is empty."""
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(_guarded(row(record)) for record in records)
    return text.getvalue().encode("utf-8", "replace")


def _guarded(cells: dict[str, Any]) -> dict[str, Any]:
    """Line breaks inside a cell as spaces, since many readers of CSV count lines."""
    return {
        key: " ".join(cell.split()) if isinstance(cell, str) else cell
        for key, cell in cells.items()
    }


def parquet(records: Sequence[Record], *, flat: bool = False) -> bytes:
    """The flat columns as Parquet, with the profile as JSON in a last column.

    Numbers that are proved to many digits stay text, so that no digit is lost.
    """
    import pyarrow as pa  # noqa: PLC0415 -- an optional extra
    import pyarrow.parquet as pq  # noqa: PLC0415

    kinds = {"seconds": pa.float64(), "line": pa.int64(), "column": pa.int64()}
    columns = [pa.field(name, kinds.get(name, pa.string())) for name in COLUMNS]
    rows = [{**row(r), "critical_points": _text(row(r)["critical_points"])} for r in records]
    if not flat:
        columns.append(pa.field("profile", pa.string()))
        for cells, record in zip(rows, records, strict=True):
            profile = to_dict(record).get("profile")
            cells["profile"] = None if profile is None else json.dumps(profile, ensure_ascii=False)
    sink = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows, schema=pa.schema(columns)), sink)
    return sink.getvalue()


def _text(cell: object) -> str | None:
    return None if cell is None else str(cell)


def _csv(records: Sequence[Record], *, flat: bool = False) -> bytes:
    del flat  # a table is flat in any case
    return table(records)


WRITERS: dict[str, Callable[..., bytes]] = {"jsonl": jsonl, "csv": _csv, "parquet": parquet}
_EXTRAS = {"parquet": "pyarrow"}


def writer(chosen: str | None, output: str) -> Callable[..., bytes]:
    """The writer of the wanted format, by default the one that the file's name asks for.

    Raises:
        InputError: SA705 for a suffix that asks for none, SA721 for an extra that is not
            installed.
    """
    suffix = Path(output).suffix.lower().removeprefix(".")
    kind = chosen or ("jsonl" if output == "-" else suffix)
    kind = {"ndjson": "jsonl"}.get(kind, kind)
    if kind not in WRITERS:
        raise InputError(
            Diagnostic(
                "SA705",
                f"'{output}' asks for no format that a screening has",
                help=f"end it in {', '.join(f'.{name}' for name in WRITERS)}, or give --format",
            )
        )
    if kind in _EXTRAS:
        require(_EXTRAS[kind], kind, f"write {kind}")
    return WRITERS[kind]


def require(package: str, extra: str, purpose: str) -> None:
    """Refuse what needs an optional package that is not installed.

    Raises:
        InputError: SA721, with the extra to install.
    """
    if find_spec(package) is None:
        raise InputError(
            Diagnostic(
                "SA721",
                f"to {purpose}, symact needs {package}, which is not installed",
                help=f"install the extra: pip install 'symact[{extra}]'",
            )
        )
