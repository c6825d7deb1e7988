"""A survey small enough to count by hand, and one of an invented economy."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from svetovod.web.accounts.actors import SYSTEM
from svetovod.web.regions import services, work
from svetovod.web.regions.models import Survey


@pytest.fixture
def officer(actor):
    return actor("officer@example.ru", ("registry_officer", "platform", ""))


@pytest.fixture
def upload(db, at):
    """upload(firms, purchases) -> a survey that was read; both are CSV without heads."""

    def make(firms: str, purchases: str, *, title="Закупки", publish=True) -> Survey:
        files = {
            "firms": SimpleUploadedFile("firms.csv", ("inn,region,okpd2\n" + firms).encode()),
            "purchases": SimpleUploadedFile(
                "purchases.csv", ("buyer_inn,seller_inn,okpd2,amount,year,imported\n" + purchases).encode()
            ),
        }
        made = services.survey_upload(
            actor=SYSTEM, title=title, source="проба", law_on=date(2021, 6, 24), files=files, at=at
        )
        work.run(made.pk)
        made.refresh_from_db()
        return services.survey_publish(actor=SYSTEM, survey=made, at=at) if publish else made

    return make
