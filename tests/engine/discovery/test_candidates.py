"""Planted clusters come out, are judged as they were planted, and their sums agree with a count in plain Python."""

from collections import defaultdict
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import polars as pl
import pytest

from svetovod.engine.discovery import (
    Candidate,
    Supply,
    adjusted_rand,
    candidates,
    communities,
    graph_of,
    louvain,
    potential,
    read,
    supply,
    web,
)
from svetovod.engine.economy import Economy, economy
from svetovod.engine.facts import load
from svetovod.engine.frames import ENGINES, engine_called
from svetovod.engine.model import ParticipantRole
from svetovod.wording.clusters import candidate_json, say_state, say_why

ON = date(2021, 6, 24)
FACTS = load()


class Played(NamedTuple):
    made: Economy
    found: Supply
    groups: tuple[Candidate, ...]


def write(made: Economy, folder: Path) -> tuple[Path, Path]:
    paths = folder / "firms.parquet", folder / "purchases.parquet"
    made.firms.write_parquet(paths[0])
    made.purchases.write_parquet(paths[1])
    return paths


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Played:
    made = economy(5000, seed=2)
    tables, problems = read(*write(made, tmp_path_factory.mktemp("economy")), level=4)
    assert tables is not None, problems
    found = supply(tables)
    return Played(made, found, candidates(found, on=ON, facts=FACTS))


def planted(made: Economy) -> dict[int, tuple[str, set[str]]]:
    rows = made.planted.group_by("cluster").agg(pl.col("kind").first(), pl.col("inn"))
    return {number: (kind, set(inns)) for number, kind, inns in rows.iter_rows()}


def nearest(groups: tuple[Candidate, ...], inns: set[str]) -> tuple[Candidate, set[str]]:
    sets = [(each, {inn for inn, _, _ in each.members}) for each in groups]
    return max(sets, key=lambda pair: len(pair[1] & inns) / len(pair[1] | inns))


def test_planted_clusters_are_recovered_better_than_by_louvain_without_weights(played: Played) -> None:
    place = {firm: number for number, firm in enumerate(sorted(web(played.found).near))}
    mine = {
        firm: part
        for part, group in enumerate(communities(web(played.found), seed=0))
        for firm in group
    }  # fmt: skip
    bare = ((place[buyer], place[seller], 1.0) for buyer, sold in played.found.ties.items() for seller in sold)
    plain = louvain(graph_of(len(place), bare), seed=0)
    number = {inn: firm for firm, inn in enumerate(played.found.inns)}
    truth, ours, theirs = [], [], []
    for cluster, inn in played.made.planted.select("cluster", "inn").iter_rows():
        firm = number[inn]
        truth.append(cluster)
        ours.append(mine.get(firm, -1 - firm))
        theirs.append(plain[place[firm]] if firm in place else -1 - firm)
    assert adjusted_rand(truth, ours) > 0.88
    assert adjusted_rand(truth, theirs) < 0.45


def test_who_belongs_together(played: Played) -> None:
    clean = full = 0.0
    for _, inns in planted(played.made).values():
        _, members = nearest(played.groups, inns)
        clean += len(members & inns) / len(members)
        full += len(members & inns) / len(inns)
    many = len(planted(played.made))
    assert clean / many > 0.9
    assert full / many > 0.9
    assert len(played.groups) < 2 * many


def test_judged_as_planted(played: Played) -> None:
    """Those with too few members are short by exactly as many as their group lacks to ten."""
    seen = set()
    for kind, inns in planted(played.made).values():
        each, members = nearest(played.groups, inns)
        seen.add((kind, each.conforms))
        if kind == "few":
            assert each.participants_short == 10 - len(members)
            assert not each.conforms
    assert {("whole", True), ("interregional", True), ("few", False), ("weak", False)} <= seen


def test_sums_counted_another_way(played: Played) -> None:
    makes = defaultdict(set)
    for inn, code in played.made.firms.select("inn", "okpd2").iter_rows():
        makes[inn].add(code[:5])
    for each in played.groups[:5]:
        members = {inn for inn, _, _ in each.members}
        finals = {inn for inn, role, _ in each.members if role is ParticipantRole.FINAL_PRODUCER}
        inside = gain = abroad = final_all = final_inside = Decimal(0)
        for buyer, seller, code, amount, _, imported in played.made.purchases.iter_rows():
            if buyer not in members:
                continue
            bought_inside = seller in members and not imported
            if buyer in finals:
                final_all += amount
                final_inside += amount if bought_inside else 0
            if bought_inside:
                inside += amount
            elif any(code[:5] in makes[other] for other in members - {buyer}):
                gain += amount
                abroad += amount if imported else 0
        assert (each.turnover, each.gain, each.gain_imported) == (inside, gain, abroad)
        told = each.verdict.measures["functional_dependence"]
        assert told is not None
        assert abs(Decimal(told) - final_inside / final_all) < Decimal("0.000001")


def test_dearest_first_and_none_twice(played: Played) -> None:
    values = [each.value for each in played.groups]
    assert values == sorted(values, reverse=True)
    sets = [{inn for inn, _, _ in each.members} for each in played.groups]
    for number, one in enumerate(sets):
        assert all(len(one & other) <= 0.5 * min(len(one), len(other)) for other in sets[:number])


@pytest.mark.parametrize("engine", list(ENGINES))
def test_every_engine_gives_the_same(engine: str, tmp_path: Path) -> None:
    paths = write(economy(1000, seed=3), tmp_path)
    answers = []
    for name in ("polars", engine):
        tables, _ = read(*paths, level=4, engine=engine_called(name))
        assert tables is not None
        groups = candidates(supply(tables), on=ON, facts=FACTS)
        answers.append([candidate_json(place, each, FACTS, "ru") for place, each in enumerate(groups)])
    assert answers[0] == answers[1]
    assert answers[0]


def test_words(played: Played) -> None:
    short = next(each for each in played.groups if each.participants_short == 1)
    assert say_state(short, "ru").startswith("Не хватает 1 участника")
    assert say_state(short, "en").startswith("Short by 1 participant")
    good = next(each for each in played.groups if each.conforms)
    assert say_state(good, "en") == "Conforms now"
    assert any("Функциональная зависимость" in line or "Участников" in line for line in say_why(short, FACTS, "ru"))


def test_nobody_trades(tmp_path: Path) -> None:
    (tmp_path / "f.csv").write_text("inn,region,okpd2\n0000000018,Москва,27.31\n")
    (tmp_path / "p.csv").write_text("buyer_inn,seller_inn,okpd2,amount,year,imported\n0000000018,,27.31,5,2020,\n")
    tables, _ = read(tmp_path / "f.csv", tmp_path / "p.csv", level=4)
    assert tables is not None
    assert candidates(supply(tables), on=ON, facts=FACTS) == ()


def test_potential_counted_another_way(played: Played) -> None:
    """Sums by region and group, and how many firms stand behind each, from the rows themselves."""
    home = dict(played.made.firms.select("inn", "region").unique().iter_rows())
    sums: dict[tuple[str, str, str], Decimal] = defaultdict(Decimal)
    behind: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for buyer, seller, code, amount, _, imported in played.made.purchases.iter_rows():
        rows = [("imported", home[buyer], buyer)] if imported else []
        if seller and not imported:
            rows.append(("sold", home[seller], seller))
            if home[seller] != home[buyer]:
                rows.append(("outside", home[buyer], buyer))
        for what, region, firm in rows:
            sums[what, region, code[:5]] += amount
            behind[what, region, code[:5]].add(firm)
    makers = defaultdict(set)
    for inn, region, code in played.made.firms.iter_rows():
        makers[region, code[:5]].add(inn)
    cells = potential(played.found)
    assert len(cells) == len({key[1:] for key in sums} | set(makers))
    for cell in cells:
        key = (cell.region, cell.group)
        assert cell.makers == len(makers[key])
        for what, value, firms in (
            ("sold", cell.sold, cell.sellers), ("imported", cell.imported, cell.importers),
            ("outside", cell.outside, cell.outsiders),
        ):  # fmt: skip
            assert (value, firms) == (sums[what, *key], len(behind[what, *key]))
