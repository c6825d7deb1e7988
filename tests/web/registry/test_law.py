"""What a verification does to verdicts: to those made after it, and to no other."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from svetovod.web.accounts.actors import actor_of
from svetovod.web.registry import services
from svetovod.web.registry.models import StoredVerdict
from svetovod.web.rulebook import selectors as rulebook
from svetovod.web.rulebook import services as verifying

KEY = "cluster.func_dependence_min"


@pytest.fixture
def verified(person, settings, tmp_path, at):
    settings.MEDIA_ROOT = tmp_path
    one, other = (actor_of(person(f"o{n}@example.org", ("registry_officer", "platform", ""))) for n in (1, 2))
    act = rulebook.act_get("pp779", None)

    def make():
        made = verifying.verification_propose(
            actor=one, act=act, item=rulebook.item_get(act, KEY), edition=act.edition_on(at.date()), value="20 %",
            point="пункт 5", publication="СЗ РФ 2018 N 33 ст. 5417", quote="не менее 20 процентов",
            upload=SimpleUploadedFile("act.pdf", b"%PDF-1.4\n%%EOF\n"), at=at,
        )  # fmt: skip
        return verifying.verification_confirm(actor=other, verification=made, at=at)

    return make


def test_new_verdicts_are_hard_and_old_ones_stay(cluster, manager, at, verified):
    actor, on = actor_of(manager), at.date()
    old = services.verdict_make(actor=actor, cluster=cluster, on=on, at=at)
    before = old.result
    verified()
    new = services.verdict_make(actor=actor, cluster=cluster, on=on, at=at)
    assert (old.verdict, new.verdict) == ("likely_not_conforming", "not_conforming")
    assert new.pk != old.pk and new.facts_version != old.facts_version
    assert StoredVerdict.objects.get(pk=old.pk).result == before
    rule = next(rule for rule in new.result["rules"] if rule["key"] == KEY)
    assert (rule["use"], rule["status"], rule["reference"]) == (
        "hard", "verified", "пункт 5, 02.08.2018, СЗ РФ 2018 N 33 ст. 5417",
    )  # fmt: skip


def test_the_page_offers_to_calculate_anew(signed, cluster, manager, at, verified):
    services.verdict_make(actor=actor_of(manager), cluster=cluster, on=at.date(), at=at)
    address = f"/clusters/{cluster.slug}/verdict/"
    assert "Свод требований изменился" not in signed.get(address).content.decode()
    verified()
    page = signed.get(address).content.decode()
    assert "Свод требований изменился" in page and "Скорее не соответствует" in page
    signed.post(f"{address}keep/", {"on": at.date().isoformat()})
    page = signed.get(address).content.decode()
    assert "Свод требований изменился" not in page and "Не соответствует:" in page


def test_after_a_withdrawal_the_verdict_of_before_is_shown(signed, cluster, manager, at, verified):
    actor, address = actor_of(manager), f"/clusters/{cluster.slug}/verdict/"
    services.verdict_make(actor=actor, cluster=cluster, on=at.date(), at=at)
    verification = verified()
    services.verdict_make(actor=actor, cluster=cluster, on=at.date(), at=at)
    officer = actor_of(verification.confirmed_by)
    verifying.verification_withdraw(actor=officer, verification=verification, reason="Прочитан проект", at=at)
    page = signed.get(address).content.decode()
    assert "Скорее не соответствует:" in page and "Свод требований изменился" not in page
    assert "Скорее не соответствует" in signed.get("/clusters/").content.decode().partition("</thead>")[2]
    assert StoredVerdict.objects.filter(cluster=cluster, on=at.date()).count() == 2
