"""A conforming cluster, who files for it, and two officers of the registry."""

from datetime import datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.web.keeping import keep

from svetovod.demo import build_registry as build
from svetovod.engine.workbooks.samples import invented_inn
from svetovod.web.accounts.actors import SYSTEM, actor_of
from svetovod.web.confirmation import services
from svetovod.web.confirmation.models import ConfirmationApplication

EXAMPLES = Path(__file__).resolve().parents[3] / "examples" / "saransk-2021"
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
ATTACHED = ("application", "letter", "programme")


def moment(text):
    return datetime.fromisoformat(f"{text}+03:00")


AT = moment("2021-06-24T10:00")


@pytest.fixture
def at():
    return AT


@pytest.fixture
def place(db, person, at, settings, tmp_path):
    """The people and the cluster; `place.file()` takes the application as far as filed."""
    cluster, people = keep(("confirmation", at), lambda: make_cluster(person, at))
    settings.VAR = tmp_path
    return Place(cluster, people)


def make_cluster(person, at):
    manager = build.organisation(
        invented_inn(501), "Managing 1", "RU-MO", "specialised_organisation", actor=SYSTEM, at=at
    )
    cluster = build.cluster_from_workbook(
        EXAMPLES / "cluster-conforming.xlsx", "light", manager, name="Light", regions=["RU-MO"], actor=SYSTEM, at=at
    )
    people = {
        "so": person("so@example.org", ("cluster_manager", "organisation", manager.pk)),
        "officer": person("officer@example.org", ("registry_officer", "platform", "")),
        "second": person("second@example.org", ("registry_officer", "platform", "")),
        "region": person("region@example.org", ("regional_authority", "region", "RU-MO")),
        "stranger": person("stranger@example.org"),
    }
    return cluster, people


class Place(SimpleNamespace):
    def __init__(self, cluster, people):
        super().__init__(cluster=cluster, people=people)

    def actor(self, name):
        return actor_of(self.people[name])

    @property
    def row(self):
        return ConfirmationApplication.objects.select_related("cluster__manager").get(cluster=self.cluster)

    def start(self, at=AT):
        return services.application_start(actor=self.actor("so"), cluster=self.cluster, at=at)

    def attach(self, row, kind, at=AT, content=PDF):
        upload = SimpleUploadedFile(f"{kind}.pdf", content + kind.encode())
        return services.application_attach(actor=self.actor("so"), application=row, kind=kind, upload=upload, at=at)

    def gathered(self, at=AT):
        row = self.start(at)
        for kind in ATTACHED:
            self.attach(row, kind, at)
        return row

    def file(self, row=None, at=AT):
        row = row or self.gathered(at)
        return services.application_file(actor=self.actor("so"), application=row, at=at)

    def do(self, step, row, at=AT, who="officer", **typed):
        return getattr(services, step)(actor=self.actor(who), application=row, at=at, **typed)

    def decided(self, outcome="confirm", at=AT, row=None, grounds="The papers"):
        """From nothing to a decision taken."""
        row = row or self.file(at=at)
        self.do("application_take", row, at)
        self.do("decision_prepare", row, at, outcome=outcome, grounds=grounds)
        return self.do("decision_take", row, at, who="second", order_number="17", order_date=at.date())
