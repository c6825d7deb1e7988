"""A draft that changes the list of documents: what it would ask of dossiers, and what the move to it asks."""

from datetime import date

from svetovod.web.accounts.actors import actor_of
from svetovod.web.dossier import selectors, services
from svetovod.web.registry import held
from svetovod.web.rulebook import selectors as rulebook
from svetovod.web.rulebook import services as law

from .conftest import MODERN
from .test_editions import MOVE, PAGE, said

KEY, ON = "confirm.documents", date(2024, 9, 1)


def test_a_new_document_is_tried_published_and_asked_for(client, clock, person, manager, modern):
    first, second = (person(f"officer-{n}@example.org", ("registry_officer", "platform", "")) for n in (1, 2))
    listed = rulebook.facts().value(KEY, ON).value
    typed = {
        "number": "1000", "signed_on": date(2024, 5, 30), "effective_from": ON, "publication": "СЗ РФ", "note_ru": "П",
        "note_en": "", "changes": [{
            "key": KEY, "value": ";".join((*listed[:-1], "doc-1")), "point": "п. 4",
            "names": {"doc-1": {"ru": "паспорта проектов", "en": ""}},
        }],
    }  # fmt: skip
    act = rulebook.act_get(held.ACT, MODERN.date())
    draft = law.edition_draft(actor=actor_of(first), act=act, typed=typed, until=MODERN.date(), at=MODERN)
    clock(MODERN)
    client.force_login(first)
    tried = said(client.get(f"/rulebook/editions/{draft.pk}/clusters/"))
    assert "1 открытому комплекту понадобятся после перевода на эту редакцию: паспорта проектов" in tried
    assert client.get(f"/rulebook/editions/{draft.pk}/clusters.pdf")["Content-Type"] == "application/pdf"
    law.edition_publish(actor=actor_of(second), edition=draft, at=MODERN)
    client.force_login(manager)
    for page in (PAGE, MOVE):
        text = said(client.get(page))
        assert "Комплекту тогда нужны ещё: Паспорта проектов." in text, page
        assert "Больше не нужны: Договоры с организациями инфраструктуры." in text, page
    actor = actor_of(manager)
    codes = {line.code for line in selectors.completeness(actor, modern.cluster, MODERN.date()).lines}
    assert "doc-1" not in codes, "its own edition asks what it asked"
    services.edition_move(
        actor=actor, dossier=modern, edition=ON, reason="Новый перечень", at=MODERN, show_future=False
    )
    lines = {line.code: line.name for line in selectors.completeness(actor, modern.cluster, MODERN.date()).lines}
    assert lines["doc-1"] == "Паспорта проектов" and "infrastructure_agreements" not in lines
    assert client.get("/clusters/dependence/dossier/documents/doc-1/").status_code == 200
