"""The estimate as a grid: cells, pastes, two people at once, what is refused and why; nothing half-written."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from svetovod.web.audit.models import DomainClock, LedgerEntry
from svetovod.web.common.errors import Refused
from svetovod.web.projects import services
from svetovod.web.projects.grid.columns import BY_NAME
from svetovod.web.projects.grid.ops import PASTE_MOST, Added, Cell, Ops, Paste, ops_of
from svetovod.web.projects.models import CostRow

from .conftest import AT, add_cost

NBSP = "\u00a0"
ROW = "Оборудование\t{payer}\t15.03.2022\t1{nbsp}234{nbsp}567,89 ₽\tRUB\t\t\t—\t\tсобственные средства\tДоговор № 7"


@pytest.fixture
def mine(scene, project, signed):
    made = signed(scene.people["initiator"])
    made.cookies["django_language"] = "ru"
    return made


@pytest.fixture
def send(mine, project):
    """Posts what the script of the page posts."""

    def post(**fields):
        if "paste" not in fields:
            fields = {"ops": json.dumps({"seq": 1000} | fields)}
        return mine.post(f"/projects/{project.code}/estimate/grid/rows/", fields)

    return post


def first(project):
    return project.costs.order_by("position").first()


def write(scene, project, *cells, seq=1000, **rest):
    ops = Ops(seq, [Cell(*each) for each in cells], **rest)
    return services.estimate_write(actor=scene.initiator, project=project, ops=ops, at=AT)


def undo(scene, project, done):
    ops = ops_of(json.loads(json.dumps({"seq": done.seq} | dict(done.undo))))
    return services.estimate_write(actor=scene.initiator, project=project, ops=ops, at=AT)


def told(project):
    names = [name for name in BY_NAME if name != "amount"]
    from svetovod.web.projects.grid.columns import text_of

    rows = project.costs.select_related("payer").order_by("position")
    return [(row.position, row.amount, *(text_of(name, row) for name in names)) for row in rows]


def test_a_cell_is_changed_and_the_totals_follow(project, send):
    row = first(project)
    answer = send(cells=[[row.pk, "given", "90000000.00", "1 000 000,50"]])
    assert answer.status_code == 200, answer.content
    found = answer.json()
    assert found["rows"][0][3][4] == ["1000000.50", "1\u00a0000\u00a0000,50"]
    assert "26\u00a0000\u00a0000,50" in found["totals"]
    row.refresh_from_db()
    assert (row.amount, row.seq) == (Decimal("1000000.50"), found["seq"])


def test_signs_that_nobody_sees_change_no_cell(scene, project, send):
    row = first(project)
    answer = send(
        cells=[
            [row.pk, "given", "90000000.00", "1 000,50 руб.\u200b"],
            [row.pk, "payer", scene.a.inn, f"\ufeff{row.payer.inn}\u200b"],
            [row.pk, "kind", row.kind, f"{row.get_kind_display()}\u200e"],
            [row.pk, "other_support", "", "\u200b"],
        ]
    )  # fmt: skip
    assert answer.status_code == 200, answer.content
    row.refresh_from_db()
    assert row.amount == Decimal("1000.50")


def test_every_refused_cell_is_told_and_nothing_is_written(scene, project, send):
    row, before = first(project), told(project)
    answer = send(
        cells=[
            [row.pk, "given", "90000000.00", "-5"], [row.pk, "on", "2022-03-01", "31.02.2022"],
            [row.pk, "payer", scene.a.inn, "7705596339"], [row.pk, "kind", "equipment", "самолёт"],
            [row.pk, "evidence", "No. 1", "Договор № 2"],
        ]
    )  # fmt: skip
    assert answer.status_code == 422
    said = {place.split(":")[1]: text for place, text in answer.json()["faults"]}
    assert set(said) == {"given", "on", "payer", "kind"}
    assert "Исправьте знак" in said["given"]
    assert "Можно: " in said["kind"]
    assert scene.a.inn in said["payer"], "the ones who may pay are named"
    assert told(project) == before


def test_somebody_else_was_first(scene, project, send):
    row = first(project)
    write(scene, project, (row.pk, "given", "90000000.00", "5"))
    answer = send(cells=[[row.pk, "given", "90000000.00", "7"]])
    assert answer.status_code == 409
    assert [mark[:1] + mark[2:] for mark in answer.json()["faults"]] == [[f"{row.pk}:given", "5.00", "7"]]
    assert "Сейчас там: <b>5,00</b>. Вы написали: <b>7</b>." in " ".join(answer.json()["html"].split())
    row.refresh_from_db()
    assert row.amount == 5
    assert send(cells=[[row.pk, "evidence", "No. 1", "No. 2"]]).status_code == 200, "another cell of the row is free"
    assert send(cells=[[row.pk, "given", "5.00", "7"]]).status_code == 200, "knowingly over the other's"


def test_the_same_cell_written_twice_alike_is_no_clash(scene, project):
    row = first(project)
    write(scene, project, (row.pk, "evidence", "No. 1", "No. 2"))
    done = write(scene, project, (row.pk, "evidence", "No. 1", "No. 2"))
    assert not done.changed


def test_what_others_wrote_is_told_since_a_write(scene, mine, project):
    url = f"/projects/{project.code}/estimate/grid/rows/"
    seen = mine.get(url).json()
    assert [row[3][0] for row in seen["rows"]] == ["1", "2", "3"]
    assert mine.get(f"{url}?since={seen['seq']}").status_code == 204
    second = project.costs.get(position=2)
    services.cost_edit(actor=scene.initiator, cost=second, fields={"evidence": "Счёт"}, at=AT)
    services.cost_delete(actor=scene.initiator, cost=first(project), at=AT)
    news = mine.get(f"{url}?since={seen['seq']}").json()
    assert [row[3][0] for row in news["rows"]] == ["2"]
    assert len(news["keys"]) == 2


def test_undo_and_redo_give_back_every_text(scene, project):
    row, before = first(project), told(project)
    done = write(
        scene, project, (row.pk, "given", "90000000.00", "1000"), (row.pk, "currency", "RUB", "USD"),
        (row.pk, "rate", "", "73,2157"), (row.pk, "rate_on", "", "01.03.2022"), (row.pk, "vat", "", "20 %"),
        added=[Added({"kind": "tooling", "payer": scene.b.inn, "on": "2022-05-01", "given": "77"})],
    )  # fmt: skip
    after = told(project)
    assert project.costs.get(pk=row.pk).amount == Decimal("61013.08")  # 1000 x 73.2157 / 1.2
    back = undo(scene, project, done)
    assert told(project) == before
    undo(scene, project, back)
    assert told(project) == after


def test_a_removed_row_comes_back_in_its_place(scene, project):
    before = told(project)
    done = write(scene, project, removed=[project.costs.get(position=2).pk])
    assert [row[0] for row in told(project)] == [1, 3]
    undo(scene, project, done)
    assert told(project) == before


def test_a_row_changed_and_removed_in_one_write_is_removed_and_comes_back_as_it_was(scene, project, send):
    before, row = told(project), first(project)
    answer = send(cells=[[row.pk, "given", "90000000.00", "1"]], remove=[row.pk])
    assert (answer.status_code, project.costs.filter(pk=row.pk).exists()) == (200, False)
    send(**answer.json()["undo"])
    assert told(project) == before


def test_a_row_with_papers_is_not_removed_here(scene, project):
    row = first(project)
    fields = {"kind": "contract", "number": "1", "on": date(2022, 1, 1), "payer": scene.a.inn, "gross": 1, "vat": 0}
    services.document_add(actor=scene.initiator, cost=row, fields=fields | {"rate": "none"}, at=AT)
    with pytest.raises(Refused, match="have papers"):
        write(scene, project, removed=[row.pk])


def test_a_row_changed_since_is_not_removed(scene, project):
    row = first(project)
    write(scene, project, (row.pk, "evidence", "No. 1", "No. 2"))
    with pytest.raises(Refused, match="Somebody else"):
        write(scene, project, removed=[row.pk], seq=0)


def test_a_row_gone_is_told(scene, project):
    row = first(project)
    services.cost_delete(actor=scene.initiator, cost=row, at=AT)
    with pytest.raises(Refused, match="removed the row"):
        write(scene, project, (row.pk, "evidence", "No. 1", "No. 2"))


def test_a_new_row_wants_four_cells(project, send):
    answer = send(add=[{"cells": {"kind": "tooling"}}])
    assert answer.status_code == 422
    assert answer.json()["faults"] == []
    assert "Кто понёс затраты, Дата, Сумма, как в документе" in answer.json()["said"]


def test_a_paste_lies_over_rows_and_goes_on_below(scene, project, send):
    row, seq = project.costs.get(position=2), project.costs.model.objects.order_by("-seq").first().seq
    text = (
        "\r\n".join(ROW.format(payer=payer, nbsp=NBSP) for payer in (scene.a.inn, scene.a.name, scene.b.inn)) + "\r\n"
    )
    answer = send(paste=text, at=row.pk, column="kind", seq=seq)
    assert answer.status_code == 200, answer.content
    rows = told(project)
    assert [each[0] for each in rows] == [1, 2, 3, 4]
    assert {each[1] for each in rows[1:]} == {Decimal("1234567.89")}
    assert rows[3][2:] == (
        "equipment", scene.b.inn, "2022-03-15", "1234567.89", "RUB", "", "", "", "own", "Договор № 7", "",
    )  # fmt: skip


def test_a_paste_is_one_undo(scene, project):
    before = told(project)
    paste = Paste(f"300\n400\n500\n{'600'}", first(project).pk, "given", 1000)
    with pytest.raises(services.BadCells):
        services.estimate_paste(actor=scene.initiator, project=project, paste=paste, at=AT)
    assert told(project) == before, "the fourth line is a row without an item: none is taken"
    paste = Paste("300\n400\n500", first(project).pk, "given", 1000)
    done = services.estimate_paste(actor=scene.initiator, project=project, paste=paste, at=AT)
    assert [row[1] for row in told(project)] == [300, 400, 500]
    undo(scene, project, done)
    assert told(project) == before


def test_a_paste_over_rows_somebody_changed_is_refused(scene, project):
    row, seq = first(project), project.costs.order_by("-seq").first().seq
    services.cost_edit(actor=scene.initiator, cost=row, fields={"evidence": "Счёт"}, at=AT)
    with pytest.raises(Refused, match="Somebody else has just changed rows 1"):
        services.estimate_paste(actor=scene.initiator, project=project, paste=Paste("1", row.pk, "given", seq), at=AT)


def test_headers_put_columns_in_any_order(scene, project):
    text = (
        f"Дата\tСумма без НДС, руб.\tЛишнее\tСтатья\tПлательщик\n01.02.2022\t10\tx\tоснастка\t{scene.a.inn.lstrip('0')}"
    )
    services.estimate_paste(actor=scene.initiator, project=project, paste=Paste(text), at=AT)
    assert told(project)[-1][1:6] == (10, "tooling", scene.a.inn, "2022-02-01", "10.00")


def test_too_wide_a_paste_is_refused(scene, project):
    with pytest.raises(Refused, match="wider"):
        paste = Paste("yes\t1", first(project).pk, "other_support", 1000)
        services.estimate_paste(actor=scene.initiator, project=project, paste=paste, at=AT)


def test_more_rows_than_an_estimate_has(scene, project):
    line = f"equipment\t{scene.a.inn}\t2022-02-01\t1\n"
    with pytest.raises(Refused, match="at most 2000 rows"):
        services.estimate_paste(actor=scene.initiator, project=project, paste=Paste(line * 1998), at=AT)
    assert project.costs.count() == 3


def test_ten_megabytes_are_refused_kindly(mine, project):
    url = f"/projects/{project.code}/estimate/grid/"
    answer = mine.post(url, {"paste": "1\t2\n" * 2_500_000})
    assert answer.status_code == 413
    assert "Текст слишком большой" in answer.content.decode()
    answer = mine.post(url, {"paste": "1\t2\n" * (PASTE_MOST // 4 + 1)})
    assert answer.status_code == 422
    assert "2 000 строк" in answer.content.decode().replace(NBSP, " ")
    assert project.costs.count() == 3


def test_without_scripts_rows_are_pasted_into_a_form(scene, mine, project):
    url = f"/projects/{project.code}/estimate/grid/"
    assert mine.get(url).status_code == 200
    bad = mine.post(url, {"paste": f"equipment\t{scene.a.inn}\tвчера\t1"})
    assert bad.status_code == 422
    assert "Строка 4, Дата" in bad.content.decode()
    assert "вчера" in bad.content.decode(), "the text stays"
    assert mine.post(url, {"paste": f"equipment\t{scene.a.inn}\t2022-02-01\t1"}).status_code == 302
    assert project.costs.count() == 4


def test_an_unread_change_is_refused(project, send, mine):
    url = f"/projects/{project.code}/estimate/grid/rows/"
    for ops in ("", "[]", "{}", '{"seq": 1, "cells": [[1]]}', '{"seq": 1, "cells": [[1, "amount", "", "5"]]}'):
        answer = mine.post(url, {"ops": ops})
        assert (answer.status_code, bool(answer.json()["said"])) == (422, True), ops


def test_rows_of_another_project_are_out_of_reach(scene, project):
    other = services.project_create(
        actor=scene.initiator, cluster=scene.cluster, organisation=scene.a, title="X", at=AT
    )
    row = add_cost(scene, other)
    with pytest.raises(Refused, match="removed the row"):
        write(scene, project, (row.pk, "evidence", "No. 1", "mine"))


def test_the_journal_tells_of_a_write_without_sums(scene, project):
    write(scene, project, (first(project).pk, "given", "90000000.00", "5"))
    entry = LedgerEntry.objects.filter(action="estimate.write").last()
    assert json.loads(entry.body)["data"] == {"changed": 1, "added": 0, "removed": 0}


@pytest.mark.parametrize(("name", "status"), [("partner", 200), ("manager", 200), ("stranger", 404), ("expert", 404)])
def test_who_reads_the_rows(scene, project, signed, name, status):
    client = signed(scene.people[name])
    url = f"/projects/{project.code}/estimate/grid/"
    assert client.get(url).status_code == status
    assert client.get(f"{url}rows/").status_code == status
    assert client.post(f"{url}rows/", {"ops": "{}"}).status_code == (403 if status == 200 else 404)


def test_a_panel_reads_versions_and_not_the_grid(scene, presented, signed):
    client = signed(scene.people["expert"])
    url = f"/projects/{presented.code}/estimate/grid/"
    assert client.get(url).status_code == 403
    assert client.get(f"{url}rows/").status_code == 403


def test_a_row_counts_or_says_why_not(scene, mine, project):
    add_cost(scene, project, on=date(2030, 1, 1))
    rows = mine.get(f"/projects/{project.code}/estimate/grid/rows/").json()["rows"]
    assert rows[0][2] == []
    assert (rows[3][2], bool(rows[3][3][-3])) == (["counts"], True)


@pytest.mark.parametrize("size", [1, 3])
def test_questions_do_not_grow_with_rows(scene, project, mine, django_assert_num_queries, size):
    for _ in range(size * 10):
        add_cost(scene, project)
    url = f"/projects/{project.code}/estimate/grid/rows/"
    mine.get(url)
    with django_assert_num_queries(9):
        mine.get(url)
    assert CostRow.objects.filter(project=project).count() == 3 + size * 10


def test_each_row_tells_how_its_kit_stands(scene, project, mine):
    """Not begun, begun with points open, whole; each leads to the kit."""
    url = f"/projects/{project.code}/estimate/grid/rows/"
    row = first(project)
    DomainClock.objects.update(moment=datetime(2022, 6, 1, tzinfo=UTC))
    assert (mine.get(url).json()["rows"][0][3][-2], mine.get(url).json()["rows"][0][2]) == ("документов пока нет", [])
    common = {"on": date(2022, 3, 1), "payer": scene.a.inn, "gross": Decimal("108000000"), "vat": Decimal("18000000")}
    common |= {"rate": "20", "seller": scene.d.inn, "seller_name": "Supplier"}
    services.document_add(actor=scene.initiator, cost=row, fields=common | {"kind": "contract", "number": "1"}, at=AT)
    found = mine.get(url).json()["rows"][0]
    assert found[2] == ["kit"] and "открыт" in found[3][-2]
    for kind in ("upd", "payment", "commissioning"):
        fields = common | {"kind": kind, "number": kind}
        services.document_add(actor=scene.initiator, cost=row, fields=fields, at=AT)
    found = mine.get(url).json()["rows"][0]
    assert (found[3][-2], found[2]) == ("полон", [])
    page = mine.get(f"/projects/{project.code}/estimate/grid/").content.decode()
    assert "/evidence/row/0/" in page


def test_a_row_claimed_in_another_project_of_the_enterprise_says_where(scene, project, mine, helpers):
    other = services.project_create(
        actor=scene.initiator, cluster=scene.cluster, organisation=scene.a, title="Other", at=AT, canvas={}
    )
    helpers.add_cost(scene, other, kind="equipment", amount=Decimal("90000000"), payer=scene.a)
    row = mine.get(f"/projects/{project.code}/estimate/grid/rows/").json()["rows"][0]
    assert "double" in row[2] and other.code in row[3][-1] and "строка 1" in row[3][-1], row
    changed = json.dumps(
        {"seq": 0, "cells": [[row[0], "given", "90000000.00", "1"], [row[0], "evidence", "No. 1", "-"]]}
    )
    after = mine.post(f"/projects/{project.code}/estimate/grid/rows/", {"ops": changed}).json()
    assert "double" not in after["rows"][0][2], "the check follows the cell"


def test_a_reader_who_may_not_see_the_other_project_is_told_only_that_there_is_one(scene, project, signed, helpers):
    other = services.project_create(
        actor=scene.initiator, cluster=scene.cluster, organisation=scene.a, title="Other", at=AT, canvas={}
    )
    helpers.add_cost(scene, other, kind="equipment", amount=Decimal("90000000"), payer=scene.a)
    row = signed(scene.people["partner"]).get(f"/projects/{project.code}/estimate/grid/rows/").json()["rows"][0]
    assert row[3][-1].startswith("in a project of others: ") and other.code not in row[3][-1]
