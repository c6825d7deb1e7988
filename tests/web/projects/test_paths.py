"""Pages of one row of a project say in their path where they stand."""

from datetime import date
from decimal import Decimal
from urllib.parse import quote

import pytest

from svetovod.web.projects import services

AGREEMENT = {
    "number": "020-11-2021-1",
    "signed_on": date(2021, 6, 20),
    "amount": Decimal(30_000_000),
    "report_days": 30,
}
STAGE = {"name": "Furnace", "start": date(2021, 7, 1), "end": date(2021, 12, 1), "result": "It works", "after": []}
PAPER = {
    "kind": "contract", "number": "C-1", "on": date(2021, 3, 1), "seller_name": "Supplier",
    "gross": Decimal(600), "vat": Decimal(100), "rate": "20",
}  # fmt: skip


@pytest.fixture
def rows(scene, project, helpers):
    """What the pages are of, by the name of the page, as the address ends."""
    asked = {"actor": scene.initiator, "at": helpers.AT}
    cost = project.costs.first()
    paper = PAPER | {"payer": scene.a.inn, "seller": scene.d.inn}
    stage = services.stage_add(project=project, fields=STAGE | {"responsible": scene.a}, **asked)
    document = services.document_add(cost=cost, fields=paper, **asked)
    services.agreement_write(project=project, fields=AGREEMENT, **asked)
    return {
        "cost": f"estimate/{cost.pk}/", "stage": f"schedule/{stage.pk}/", "kit": f"evidence/row/{cost.pk}/",
        "document": f"evidence/document/{document.pk}/", "facts": "award/facts/2021H2/",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("page", "above"),
    [
        ("cost", "estimate/"), ("stage", "schedule/"), ("kit", "evidence/"), ("document", "evidence/"),
        ("facts", "award/"),
    ],
)  # fmt: skip
def test_the_path_leads_to_the_list_and_names_the_row(scene, project, rows, signed, page, above):
    base = f"/projects/{project.code}/"
    shown = signed(scene.people["initiator"]).get(base + rows[page])
    assert shown.status_code == 200
    path = shown.content.decode().split('class="crumbs"')[1].split("</nav>")[0]
    assert f'href="{quote(base)}{above}' in path
    assert 'aria-current="page"' in path.rsplit("</a>", 1)[1]
