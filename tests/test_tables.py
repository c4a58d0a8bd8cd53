"""Data tables: every file holds what its declaration says, and a damaged one is named with row and column."""

from __future__ import annotations

import csv
import json
import shutil

import pytest

from pvsilver import tables
from pvsilver.errors import TableError

EVIDENCE_GRADES = {
    "read": {"A"},
    "second_hand": {"B"},
    "derived": {"A", "B", "C"},
    "judgement": {"C"},
    "recalled": {"C"},
}


@pytest.fixture
def data(tmp_path):
    """A copy of the data that a test may damage."""
    return shutil.copytree(tables.ROOT, tmp_path / "data")


def rewrite(data, name, change):
    """Apply `change` to the list of rows of a CSV file."""
    path = data / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    change(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def put(row, column, text):
    def change(rows):
        rows[row - 1][rows[0].index(column)] = text

    return change


# -- the data as they are -----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", tables.names())
def test_every_table_is_what_its_declaration_says(name):
    table = tables.load(name)
    assert table.rows
    assert table.title
    assert table.description
    assert table.key
    assert set(table.key) <= {field.name for field in table.fields}


@pytest.mark.parametrize("name", tables.names())
def test_every_row_has_a_source_that_exists_a_year_and_a_grade_of_its_evidence(name):
    table = tables.load(name)
    if "source_id" not in {field.name for field in table.fields}:
        assert name in {"sources", "catalogue"}
        return
    known = {row["id"] for row in tables.load("sources").rows}
    for row in table.rows:
        sources = tables.split_source_ids(row["source_id"])
        assert sources
        assert set(sources) <= known
        assert row["grade"] in EVIDENCE_GRADES[row["evidence"]]
        assert 1990 <= row["source_year"] <= 2026
        if row["evidence"] == "recalled":
            assert "recalled" in row["note"].lower()


def test_every_number_has_a_unit():
    for name in tables.names():
        table = tables.load(name)
        columns = {field.name for field in table.fields}
        for field in table.fields:
            if field.type != "string" and "unit" not in columns:
                assert field.unit, f"{name}.{field.name}"


def test_every_source_says_where_it_is_from():
    for row in tables.load("sources").rows:
        assert row["title"]
        assert row["kind"]
        assert row["url"] or row["doi"] or row["publisher"]


def test_every_file_of_the_package_is_declared_once_and_none_is_left_over():
    declared = [resource["path"] for resource in tables.package()["resources"]]
    assert len(declared) == len(set(declared))
    assert {path.name for path in tables.ROOT.glob("*.csv")} == set(declared)


def test_low_central_and_high_are_in_order():
    for name in tables.names():
        table = tables.load(name)
        for row in table.rows:
            for column in row:
                if column.startswith("central") and row[column] is not None:
                    low, high = (
                        row.get(column.replace("central", "low")),
                        row.get(column.replace("central", "high")),
                    )
                    assert low is None or isinstance(low, str) or low <= row[column], (name, row)
                    assert high is None or isinstance(high, str) or row[column] <= high, (name, row)


def test_data_version_is_a_year_and_month():
    year, month = tables.version().split(".")
    assert (len(year), len(month)) == (4, 2)


# -- damaged files ------------------------------------------------------------------------------------------

DAMAGE = [
    ("not a number", "cell_output", put(5, "central_gw", "many"), ("row 5", "central_gw", "'many'")),
    ("NaN", "cell_output", put(5, "central_gw", "nan"), ("row 5", "central_gw", "finite")),
    ("infinite", "cell_output", put(5, "central_gw", "1e999"), ("row 5", "central_gw", "finite")),
    ("below its minimum", "cell_output", put(5, "central_gw", "-3"), ("row 5", "central_gw", "-3")),
    ("decimal year", "cell_output", put(5, "year", "2013.5"), ("row 5", "year", "2013.5")),
    ("empty year", "cell_output", put(5, "year", ""), ("row 5", "year", "empty")),
    ("thousands separator", "cell_output", put(5, "central_gw", "1_000"), ("row 5", "central_gw", "1_000")),
    ("blank in a number", "cell_output", put(5, "central_gw", " 37"), ("row 5", "central_gw", "' 37'")),
    ("unknown grade", "cell_output", put(5, "grade", "D"), ("row 5", "grade", "'D'")),
    ("unknown evidence", "cell_output", put(5, "evidence", "guessed"), ("row 5", "evidence", "'guessed'")),
    ("share above one", "market_share_history", put(9, "central", "1.2"), ("row 9", "central", "1.2")),
    ("extra cell", "cell_output", lambda rows: rows[6].append("7"), ("row 7", "12 cells")),
    ("missing cell", "cell_output", lambda rows: rows[6].pop(), ("row 7", "10 cells")),
    ("empty line", "cell_output", lambda rows: rows.insert(3, []), ("row 4", "0 cells")),
    ("missing column", "cell_output", lambda rows: [row.pop(2) for row in rows], ("row 1", "central_gw", "missing")),
    ("renamed column", "cell_output", put(1, "central_gw", "middle"), ("row 1", "central_gw", "middle")),
    ("extra column", "cell_output", lambda rows: [row.append("x") for row in rows], ("row 1", "'x'")),
    ("swapped columns", "cell_output", lambda rows: rows[0].reverse(), ("row 1", "order")),
    ("repeated key", "cell_output", put(6, "year", "2010"), ("row 6", "year=2010", "row 2")),
    ("no header", "cell_output", lambda rows: rows.clear(), ("row 1", "year")),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "change", "said"), [case[1:] for case in DAMAGE], ids=[case[0] for case in DAMAGE]
)
def test_a_damaged_table_is_named_with_row_and_column(data, name, change, said):
    rewrite(data, name, change)
    with pytest.raises(TableError) as refused:
        tables.load(name, data)
    message = str(refused.value)
    assert message.startswith(f"{name}.csv: ")
    for part in said:
        assert part in message
    assert len(message) <= 300
    assert "\n" not in message


def test_a_missing_file_is_named(data):
    (data / "cell_output.csv").unlink()
    with pytest.raises(TableError, match=r"^cell_output\.csv: .*missing"):
        tables.load("cell_output", data)


def test_a_folder_in_place_of_a_file_is_named(data):
    (data / "cell_output.csv").unlink()
    (data / "cell_output.csv").mkdir()
    with pytest.raises(TableError, match=r"^cell_output\.csv: "):
        tables.load("cell_output", data)


def test_a_file_in_another_encoding_is_named(data):
    path = data / "sources.csv"
    path.write_bytes("id,title\nx,Zürich\n".encode("latin-1"))
    with pytest.raises(TableError, match=r"^sources\.csv: is not UTF-8"):
        tables.load("sources", data)


def test_an_unclosed_quote_is_named(data):
    path = data / "cell_output.csv"
    path.write_text(path.read_text(encoding="utf-8") + '2026,"1', encoding="utf-8")
    with pytest.raises(TableError, match=r"^cell_output\.csv: "):
        tables.load("cell_output", data)


@pytest.mark.parametrize("content", [b"{", b"[]", b"{}", b'{"version": "1"}', b"\xff\xfe", b""])
def test_a_damaged_declaration_is_named(tmp_path, content):
    (tmp_path / "datapackage.json").write_bytes(content)
    with pytest.raises(TableError, match=r"^datapackage\.json: "):
        tables.names(tmp_path)


def test_a_missing_declaration_is_named(tmp_path):
    with pytest.raises(TableError, match=r"^datapackage\.json: .*missing"):
        tables.names(tmp_path)


def test_an_unknown_table_is_refused_with_the_list():
    with pytest.raises(TableError, match=r"^table: 'silver'.*cell_output"):
        tables.load("silver")


# -- reading ------------------------------------------------------------------------------------------------


def test_cells_are_typed_and_empty_ones_are_none():
    row = tables.load("cell_output").row(year=2010)
    assert isinstance(row["year"], int)
    assert isinstance(row["central_gw"], float)
    assert row["output_route_gw"] is None


def test_one_row_is_one_row():
    table = tables.load("market_share_history")
    assert table.row(year=2025, technology="topcon")["central"] == 0.79
    with pytest.raises(TableError, match=r"^market_share_history\.csv: 6 rows"):
        table.row(year=2025)
    with pytest.raises(TableError, match=r"^market_share_history\.csv: 0 rows"):
        table.row(year=1999)


def test_rows_fields_and_frame_agree():
    table = tables.load("loss_ledger")
    assert list(table.frame.columns) == [field.name for field in table.fields]
    assert len(table.frame) == len(table.rows)
    assert table.frame["central"].tolist() == [row["central"] for row in table.rows]


def test_declaration_and_files_are_a_valid_data_package():
    frictionless = pytest.importorskip("frictionless")
    report = frictionless.Package(json.loads((tables.ROOT / "datapackage.json").read_text(encoding="utf-8")),
                                  basepath=str(tables.ROOT)).validate()  # fmt: skip
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "message"])[:3]
