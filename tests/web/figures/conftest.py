"""A cluster of the examples, its manager, a request of it, and people of two enterprises who have only links."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from tests.web.keeping import keep

from svetovod.demo import build_registry as build
from svetovod.engine.workbooks.samples import invented_inn
from svetovod.web.accounts.actors import SYSTEM, VISITOR, actor_of
from svetovod.web.figures import bridge, services
from svetovod.web.figures.models import FiguresReply
from svetovod.web.figures.tokens import token_for

EXAMPLES = Path(__file__).resolve().parents[3] / "examples" / "saransk-2021"
AT = datetime(2021, 6, 10, 9, 0, tzinfo=UTC)


@pytest.fixture
def at():
    return AT


@pytest.fixture
def cluster(db):
    return keep("figures", make_cluster)


def make_cluster():
    managing = build.organisation(
        invented_inn(501), "Managing 1", "RU-MO", "specialised_organisation", actor=SYSTEM, at=AT
    )
    return build.cluster_from_workbook(
        EXAMPLES / "cluster-dependence-14.xlsx", "lighting", managing, name="Lighting", regions=["RU-MO"],
        actor=SYSTEM, at=AT - timedelta(days=30),
    )  # fmt: skip


@pytest.fixture
def manager_person(person, cluster):
    return keep("its manager", lambda: person("so@example.org", ("cluster_manager", "cluster", cluster.pk)))


@pytest.fixture
def manager(manager_person):
    return actor_of(manager_person)


@pytest.fixture
def inns(cluster):
    return list(cluster.memberships.order_by("id").values_list("organisation__inn", flat=True))


@pytest.fixture
def asked(manager, cluster, inns):
    """The request of 2020; the first three enterprises have a contact each."""
    contacts = {inn: (f"Accountant {n}", f"acc{n}@example.org") for n, inn in enumerate(inns[:3])}
    said = services.Asked(
        year=2020, due_at=AT + timedelta(days=10), text="Please.", final_products=("27.40",), contacts=contacts
    )
    return keep("asked", lambda: services.request_open(actor=manager, cluster=cluster, at=AT, asked=said))


@pytest.fixture
def part(asked, inns):
    return lambda n: FiguresReply.objects.get(request=asked, organisation__inn=inns[n])


def token_of(contact):
    return token_for(contact.reply_id, contact.person_id, contact.issued_at)


@pytest.fixture
def tokens(part):
    return lambda n, who=0: token_of(part(n).contacts.order_by("id")[who])


def figures(employees=100, purchases=(), sales=(), revenue="1000000.00"):
    return bridge.to_plain(
        bridge.to_figures(
        {
            "employees": employees, "high_performance_jobs": 60, "revenue": revenue, "cost_of_sales": None,
            "joined_on": "2019-03-01", "special_territory": False,
            "purchases": [
                {"seller": s, "okpd2": c, "amount": a, "year": 2020, "for_final_product": True} for s, c, a in purchases
            ],
            "sales": [{"buyer": b, "okpd2": c, "amount": a, "year": 2020} for b, c, a in sales],
        }
        )
    )  # fmt: skip


@pytest.fixture
def answer(part, tokens):
    """answer(0, employees=5): enterprise 0 answers by its link."""

    def give(n, *, base=None, at=AT + timedelta(days=1), who=0, **said):
        row = part(n)
        return services.answer_file(
            actor=VISITOR, reply=row, content=figures(**said), base=row.answer_number if base is None else base,
            token=tokens(n, who), at=at,
        )  # fmt: skip

    return give


@pytest.fixture
def form_data():
    """What a browser sends for one purchase and one sale."""

    def make(**changes):
        return {
            "base": "0", "employees": "120", "high_performance_jobs": "70", "revenue": "1 000 000,50",
            "joined_on": "01.03.2019", **changes,
        }  # fmt: skip

    return make


@pytest.fixture
def world(cluster, asked, inns):
    return SimpleNamespace(cluster=cluster, asked=asked, inns=inns)


@pytest.fixture
def day(clock, at):
    clock(at + timedelta(days=1))
