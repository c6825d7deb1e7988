"""Questions that want more than an answer: none of them gets it, and each is told what is wrong."""

import importlib
import json
import sys
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest

from svetovod.engine import questions
from svetovod.engine.apart import PASSED
from svetovod.engine.questions import Answer, Column, Kind, Limits, Refusal, Table, Why, wire, worker
from svetovod.engine.questions.__main__ import _answer, _opened
from svetovod.engine.questions.errors import place_of, refusal_of_error

duckdb = pytest.importorskip("duckdb", reason="DuckDB is not installed: pip install svetovod[workbench]")
PLANTS = Table(
    "plants",
    (Column("region", Kind.TEXT), Column("sold", Kind.MONEY), Column("since", Kind.DAY), Column("open", Kind.FLAG),
     Column("makers", Kind.WHOLE)),
    (("RU-MO", Decimal("10.50"), date(2021, 6, 24), True, 3), ("RU-TA", None, None, None, None)),
)  # fmt: skip
PARAMETERS = {"region": "RU-MO", "year": None}
QUICK = Limits(seconds=1)


def asked(sql, limits=QUICK):
    """In a process of its own, as on a page."""
    return questions.answer(sql, [PLANTS], parameters=PARAMETERS, limits=limits)


@pytest.fixture(scope="module")
def read():
    """What the process does with a question, here: for those that are refused before they run."""
    connection = duckdb.connect(":memory:")
    connection.execute(
        "CREATE TABLE plants (region VARCHAR, sold DECIMAL(20,2), since DATE, open BOOLEAN, makers BIGINT)"
    )
    connection.execute("SET errors_as_json=true")
    connection.execute("SET enable_external_access=false")
    connection.execute("SET lock_configuration=true")

    def one(sql):
        question = wire.Asked(sql, PARAMETERS, ("plants",), QUICK)
        try:
            return _answer(connection, question)
        except duckdb.Error as error:
            return refusal_of_error(str(error), sql)

    yield one
    assert connection.execute("SELECT count(*) FROM plants").fetchone() == (0,), "nothing was written"
    connection.close()


def test_an_answer_keeps_its_kinds():
    found = asked("SELECT *, sold / 2 AS half, [makers] AS list, 1e308 * 10 AS much FROM plants WHERE region = $region")
    assert [(column.name, column.kind) for column in found.columns] == [
        ("region", "text"), ("sold", "decimal"), ("since", "day"), ("open", "flag"), ("makers", "whole"),
        ("half", "number"), ("list", "text"), ("much", "number"),
    ]  # fmt: skip
    assert found.rows == (("RU-MO", Decimal("10.50"), date(2021, 6, 24), True, 3, 5.25, "[3]", None),)
    assert not found.more


HOSTILE = {
    # files
    "SELECT * FROM read_csv('/etc/passwd')": Why.FUNCTION,
    "SELECT * FROM read_text('/proc/self/environ')": Why.FUNCTION,
    "SELECT * FROM read_blob('/etc/shadow')": Why.FUNCTION,
    "SELECT * FROM read_parquet('0.parquet')": Why.FUNCTION,
    "SELECT * FROM read_json('/etc/hosts')": Why.FUNCTION,
    "SELECT * FROM parquet_metadata('0.parquet')": Why.FUNCTION,
    "SELECT * FROM sniff_csv('/etc/passwd')": Why.FUNCTION,
    "SELECT * FROM glob('/*')": Why.FUNCTION,
    "SELECT * FROM '/etc/passwd'": Why.TABLE,
    "SELECT * FROM \"/work/secret.csv\"": Why.TABLE,
    "FROM 'https://example.org/x.parquet'": Why.TABLE,
    "SELECT (SELECT content FROM read_text('/etc/passwd'))": Why.FUNCTION,
    "WITH a AS (SELECT * FROM read_csv('/etc/passwd')) SELECT 1": Why.FUNCTION,
    "SELECT 1 FROM plants WHERE EXISTS (FROM read_csv('/etc/passwd'))": Why.FUNCTION,
    # environment, settings, the server
    "SELECT getenv('DATABASE_URL')": Why.FUNCTION,
    "SELECT 'DATABASE_URL'.getenv()": Why.FUNCTION,
    "SELECT current_setting('memory_limit')": Why.FUNCTION,
    "SELECT getvariable('x')": Why.FUNCTION,
    "SELECT version()": Why.FUNCTION,
    "SELECT * FROM duckdb_settings()": Why.FUNCTION,
    "SELECT * FROM duckdb_secrets()": Why.FUNCTION,
    "SELECT * FROM duckdb_settings": Why.TABLE,
    "SELECT * FROM information_schema.tables": Why.TABLE,
    "SELECT * FROM pg_catalog.pg_settings": Why.TABLE,
    "SELECT * FROM memory.main.plants": Why.TABLE,
    "SELECT * FROM sqlite_master": Why.TABLE,
    # changes of settings
    "SET memory_limit = '100GB'": Why.NOT_SELECT,
    "RESET memory_limit": Why.NOT_SELECT,
    "SET enable_external_access = true": Why.NOT_SELECT,
    "PRAGMA threads = 16": Why.NOT_SELECT,
    "PRAGMA database_list": Why.NOT_SELECT,
    "CALL pragma_version()": Why.NOT_SELECT,
    "INSTALL httpfs": Why.NOT_SELECT,
    "LOAD httpfs": Why.NOT_SELECT,
    "ATTACH '/tmp/x.db'": Why.NOT_SELECT,
    "USE memory": Why.NOT_SELECT,
    # writing
    "COPY plants TO '/tmp/x.csv'": Why.NOT_SELECT,
    "COPY (SELECT 1) TO '/tmp/x.csv'": Why.NOT_SELECT,
    "EXPORT DATABASE '/tmp/x'": Why.NOT_SELECT,
    "INSERT INTO plants (region) VALUES ('x')": Why.NOT_SELECT,
    "UPDATE plants SET region = 'x'": Why.NOT_SELECT,
    "DELETE FROM plants": Why.NOT_SELECT,
    "DROP TABLE plants": Why.NOT_SELECT,
    "CREATE TABLE t AS SELECT 1": Why.NOT_SELECT,
    "CREATE MACRO f(x) AS getenv(x)": Why.NOT_SELECT,
    "WITH w AS (INSERT INTO plants (region) VALUES ('x') RETURNING region) SELECT * FROM w": Why.NOT_SELECT,
    "SELECT write_log('x')": Why.FUNCTION,
    "SELECT nextval('s')": Why.FUNCTION,
    # several, hidden, indirect
    "SELECT 1; SELECT 2": Why.SEVERAL,
    "SELECT 1; DROP TABLE plants": Why.SEVERAL,
    "SELECT 1 /* ; */; COPY plants TO '/tmp/x.csv'": Why.SEVERAL,
    "SELECT 1 -- ;\n; DELETE FROM plants": Why.SEVERAL,
    "/* SELECT 1 */ DELETE FROM plants": Why.NOT_SELECT,
    "SEL/**/ECT 1": Why.SYNTAX,
    "SELECT * FROM query('SELECT 1')": Why.FUNCTION,
    "SELECT * FROM query_table('plants')": Why.FUNCTION,
    "PREPARE p AS SELECT 1": Why.NOT_SELECT,
    "EXECUTE p": Why.NOT_SELECT,
    "EXPLAIN ANALYZE SELECT 1": Why.NOT_SELECT,
    "PIVOT plants ON region USING sum(sold)": Why.NOT_SELECT,
    "DESCRIBE plants": Why.NOT_SELECT,
    "SHOW TABLES": Why.NOT_SELECT,
    "SUMMARIZE plants": Why.NOT_SELECT,
    "-- nothing": Why.EMPTY,
    # a name that the question gives, and DuckDB's own table or a file outside its reach
    "SELECT * FROM (WITH pg_settings AS (SELECT 1) SELECT 1) a, pg_settings": Why.TABLE,
    'SELECT * FROM (WITH "0.parquet" AS (SELECT 1) SELECT 1) a, "0.parquet"': Why.TABLE,
    "WITH duckdb_tables AS (SELECT 1) SELECT * FROM duckdb_tables": Why.TABLE,
    "SELECT current_query_id()": Why.FUNCTION,
    # not the same each time
    "SELECT age(DATE '2020-01-01')": Why.CHANGING,
    "SELECT * FROM plants USING SAMPLE 2": Why.CHANGING,
    "SELECT * FROM plants TABLESAMPLE 50%": Why.CHANGING,
    "SELECT reservoir_quantile(makers, 0.5) FROM plants": Why.CHANGING,
    "SELECT random()": Why.CHANGING,
    "SELECT now()": Why.CHANGING,
    "SELECT current_date": Why.CHANGING,
    "SELECT uuid()": Why.CHANGING,
    # mistakes
    "SELECT nosuch FROM plants": Why.COLUMN,
    "SELECT nosuch(1)": Why.FUNCTION,
    "SELECT * FROM nosuch": Why.TABLE,
    "SELECT * FROM plants WHERE sold = 'x'": Why.VALUE,
    "SELECT $nosuch": Why.PARAMETER,
    "SELECT ?": Why.PARAMETER,
    "SELECT $year": Why.UNFILLED,
    "SELECT " + "(" * 3_000 + "1" + ")" * 3_000: Why.SYNTAX,
}  # fmt: skip


@pytest.mark.parametrize("sql", HOSTILE, ids=lambda sql: sql[:60])
def test_what_is_no_question_is_refused(read, sql):
    found = read(sql)
    if isinstance(found, Answer):  # an error that only the rows bring, and here there are none
        assert HOSTILE[sql] == Why.VALUE
    else:
        assert found.why == HOSTILE[sql], found


@pytest.mark.parametrize("sql", [
    "WITH a AS (SELECT 1 AS n) SELECT * FROM a",
    "WITH RECURSIVE a(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM a WHERE n < 5) SELECT sum(n) FROM a",
    "SELECT region, rank() OVER (ORDER BY sold) FROM plants QUALIFY rank() OVER (ORDER BY sold) < 3",
    "SELECT list_transform([1, 2], lambda x: x + 1), unnest([1, 2])",
    "SELECT * FROM range(3) r JOIN plants ON true",
    "FROM plants SELECT count(*) FILTER (makers > 2)",
    "SELECT * FROM plants PIVOT (sum(sold) FOR region IN ('RU-MO'))",
    "SELECT 'DROP TABLE plants; -- getenv(1)' AS text -- ; DELETE",
    "SELECT age(DATE '2021-01-01', DATE '2020-01-01')",
    "VALUES (1), (2)", "SELECT 1;", "(SELECT 1) UNION (SELECT 2) EXCEPT (SELECT 3)",
])  # fmt: skip
def test_a_question_of_the_trade_is_answered(read, sql):
    assert isinstance(read(sql), Answer)


@pytest.mark.parametrize(("sql", "whys"), [
    ("SELECT repeat('x', 2000000000)", {Why.MEMORY}),
    ("SELECT count(*) FROM range(100000000) a, range(100000000) b", {Why.TIME, Why.MEMORY}),
    ("WITH RECURSIVE a(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM a) SELECT count(*) FROM a", {Why.TIME}),
    ("SELECT string_agg(repeat('x', 1000000), '') FROM range(5000)", {Why.TIME, Why.MEMORY}),
    ("SELECT repeat('x', 20000000)", {Why.LARGE}),
    ("SELECT " + ", ".join(f"{n} AS c{n}" for n in range(61)), {Why.LARGE}),
])  # fmt: skip
def test_what_would_take_the_machine_is_ended(sql, whys):
    found = asked(sql)
    assert isinstance(found, Refusal) and found.why in whys, found


def test_rows_beyond_the_limit_are_left_and_said():
    found = asked("SELECT * FROM range(10000000000)", Limits(seconds=1, rows=7))
    assert len(found.rows) == 7 and found.more
    assert [each.name for each in asked("SELECT 1 AS a, 2 AS a, 3 AS a_2").columns] == ["a", "a_3", "a_2"]
    assert asked(" ").why == Why.EMPTY and asked("x" * 20_001).why == Why.LONG


def test_a_mistake_is_told_by_line_and_sign(read):
    found = read("SELECT 'ё' AS ы,\n  ошибка FROM plants")
    assert (found.why, found.line, found.column) == (Why.COLUMN, 2, 3)
    assert "ошибка" in found.said
    assert place_of(Refusal(Why.SYNTAX), "SELECT", None).line is None
    assert refusal_of_error("Out of Memory Error: no", "").why == Why.MEMORY
    assert refusal_of_error("Strange", "").why == Why.ENGINE


def told_by(program, monkeypatch, seconds=1):
    monkeypatch.setattr(worker, "COMMAND", (sys.executable, "-c", program))
    monkeypatch.setattr(worker, "_STARTING", 0)
    return asked("SELECT 1", Limits(seconds=seconds))


def test_a_process_that_dies_lies_or_hangs_is_no_answer(monkeypatch):
    assert told_by("import os; os.abort()", monkeypatch, 120).why == Why.BROKEN
    assert told_by("print('x' * 10**8)", monkeypatch, 120).why == Why.BROKEN
    assert told_by("import time; time.sleep(600)", monkeypatch).why == Why.TIME


def test_the_process_is_given_no_secret_and_writes_nothing(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://secret")
    program = (
        "import json, os, sys; sys.stdin.buffer.read()\n"
        "print(json.dumps({'columns': [['name', 'text']], 'rows': [[n] for n in os.environ], 'more': False}))"
    )
    found = told_by(program, monkeypatch, 120)
    assert {name for (name,) in found.rows} <= {*PASSED, "LC_CTYPE"}


@pytest.mark.parametrize("told", [
    "[]", "5", "{}", "[" * 100_000, '{"refusal": {"why": "unheard of"}}', '{"refusal": 5}',
    '{"columns": [["a", "picture"]], "rows": [], "more": false}',
    '{"columns": [["a", "whole"]], "rows": [["x"]], "more": false}',
    '{"columns": [["a", "whole"]], "rows": [[1, 2]], "more": false}',
    '{"columns": [["a", "decimal"]], "rows": [["x"]], "more": false}',
    '{"columns": [["a", "decimal"]], "rows": [["NaN"]], "more": false}',
    '{"columns": [["a", "day"]], "rows": [["x"]], "more": false}',
    json.dumps({"columns": [["a", "whole"]], "rows": [[1]] * 6_000, "more": False}),
])  # fmt: skip
def test_what_is_no_answer_is_not_taken(told):
    with pytest.raises(wire.GarbledError):
        wire.read(told.encode(), QUICK)


def test_tables_are_read_before_the_door_is_shut(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "0.parquet").write_bytes(questions.parquet(PLANTS.columns, PLANTS.rows))
    connection = _opened(duckdb, wire.Asked("", {}, ("plants",), QUICK))
    assert connection.execute("SELECT count(*), sum(sold) FROM plants").fetchone() == (2, Decimal("10.50"))
    with pytest.raises(ValueError, match="no name"):
        questions.answer("SELECT 1", [Table('x"; --', (), ())], parameters={}, limits=QUICK)
    with pytest.raises(ValueError, match="above zero"):
        Limits(rows=0)


def test_a_whole_number_beyond_every_format_goes_as_text():
    pl = importlib.import_module("polars")
    columns = (Column("n", Kind.WHOLE), Column("m", Kind.WHOLE))
    found = pl.read_parquet(BytesIO(questions.parquet(columns, ((2**70, 1), (None, None)))))
    assert found["n"].to_list() == [str(2**70), None] and found["m"].to_list() == [1, None]


def test_exact_numbers_are_taken_away_as_they_are():
    pl = importlib.import_module("polars")
    columns = (Column("fine", Kind.DECIMAL), Column("wide", Kind.DECIMAL), Column("both", Kind.DECIMAL),
               Column("sold", Kind.MONEY))  # fmt: skip
    fine, wide = Decimal("0.1234567"), Decimal("9" * 38)
    found = pl.read_parquet(BytesIO(questions.parquet(columns, ((fine, wide, wide, None), (None, None, fine, 1)))))
    assert found["fine"].to_list() == [fine, None] and found["wide"].to_list() == [wide, None]
    assert found["both"].to_list() == [f"{wide:f}", f"{fine:f}"], "no scale holds both"
    assert found["sold"].to_list() == [None, 1] and found["sold"].dtype.scale == 2
