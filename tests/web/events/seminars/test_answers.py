"""Questions of a seminar, answered for everybody."""

from datetime import timedelta

import pytest
from django.urls import reverse

from svetovod.web.accounts.actors import VISITOR, actor_of
from svetovod.web.common.errors import Denied, Hidden
from svetovod.web.events import live_page, selectors, seminar_page, services
from svetovod.web.events.models import FloorQuestion
from svetovod.web.notices.models import Notice


def test_a_question_is_asked_by_the_link_before_the_session_and_wanted_by_others(item, question, seat, lead, at):
    assert question.state == "asked"
    other, token = seat("b@example.org")
    services.question_step(actor=lead, question=question, step="accept", at=at)
    link = {"actor": VISITOR, "registration": other, "token": token, "at": at}
    assert services.question_back(question=question, **link) == 1
    assert services.question_back(question=question, **link) == 0
    with pytest.raises(Hidden):
        services.question_ask(
            actor=VISITOR, item=item, pitch=None, text="?", key="x", at=at, registration=other, token="0" * 40
        )
    assert live_page.queue(item) == [question]


def test_an_answer_is_read_by_participants_then_by_everybody_and_names_nobody(
    client, answer, question, item, session, lead, at
):
    assert FloorQuestion.objects.get(pk=question.pk).state == "answered"
    assert Notice.objects.filter(person=question.asker, key=f"question.answer:{question.pk}").exists()
    public = reverse("events:seminar", args=[session.slug, item.pk])
    assert "At least ten" not in client.get(public).content.decode()
    services.answer_step(actor=lead, answer=answer, step="propose", at=at)
    services.answer_step(actor=lead, answer=answer, step="publish", at=at)
    shown = client.get(public).content.decode()
    listed = client.get(reverse("support:questions")).content.decode()
    alone = client.get(reverse("support:answer", args=[answer.pk])).content.decode()
    for page in (shown, listed, alone):
        assert "At least ten" in page
        assert "/rulebook/pp779/cluster.min_participants/" in page
        assert question.asker.name not in page
    assert answer.items == ["cluster.min_participants"]
    assert "How many participants?" in client.get(reverse("portal:search"), {"q": "participants"}).content.decode()


def test_a_withdrawn_answer_is_nowhere_and_only_who_may_publish_changes_it(client, answer, person, session, lead, at):
    services.answer_step(actor=lead, answer=answer, step="publish", at=at)
    moderator = actor_of(person("moderator@example.org", ("moderator", "session", session.slug)))
    words = {"asked": "?", "text": "Other", "items": [], "at": at}
    with pytest.raises(Denied):
        services.answer_write(actor=moderator, question=answer.question, **words)
    services.answer_step(actor=lead, answer=answer, step="withdraw", at=at)
    assert client.get(reverse("support:answer", args=[answer.pk])).status_code == 404
    assert not selectors.answers_public().exists()


def test_an_officer_publishes_what_a_moderator_proposed(answer, person, session, at):
    moderator = actor_of(person("moderator@example.org", ("moderator", "session", session.slug)))
    officer = actor_of(person("officer@example.org", ("registry_officer", "platform", "")))
    services.answer_step(actor=moderator, answer=answer, step="propose", at=at)
    with pytest.raises(Denied):
        services.answer_step(actor=moderator, answer=answer, step="publish", at=at)
    assert services.answer_step(actor=officer, answer=answer, step="publish", at=at).state == "published"


def test_what_everybody_has_read_is_rewritten_by_those_who_may_publish_alone(client, answer, person, session, lead, at):
    services.answer_step(actor=lead, answer=answer, step="publish", at=at)
    moderator = person("moderator@example.org", ("moderator", "session", session.slug))
    officer = person("officer@example.org", ("registry_officer", "platform", ""))
    url = reverse("events:answer", args=[session.slug, answer.question_id])
    client.force_login(moderator)
    assert not client.get(url).context["may_write"]
    client.force_login(officer)
    assert client.get(url).context["may_write"]
    assert client.post(url, {"asked": "How many?", "text": "Ten."}).status_code == 302
    answer.refresh_from_db()
    assert answer.text == "Ten."


def test_what_was_changed_after_it_was_read_is_not_published(client, answer, person, session, lead, at):
    services.answer_step(actor=lead, answer=answer, step="propose", at=at)
    officer = person("officer@example.org", ("registry_officer", "platform", ""))
    client.force_login(officer)
    mark = client.get(reverse("events:answer", args=[session.slug, answer.question_id])).context["mark"]
    move = reverse("events:answer_move", args=[session.slug, answer.question_id, "publish"])
    moderator = actor_of(person("moderator@example.org", ("moderator", "session", session.slug)))
    words = {"asked": answer.asked, "text": "Five.", "items": answer.items}
    services.answer_write(actor=moderator, question=answer.question, at=at, **words)
    for stale in ({"mark": mark}, {}):
        client.post(move, stale)
        answer.refresh_from_db()
        assert answer.state == "proposed"
    client.post(move, {"mark": seminar_page.mark(answer)})
    answer.refresh_from_db()
    assert answer.state == "published"


def test_officers_are_told_of_every_proposal(answer, person, lead, at):
    officer = person("officer@example.org", ("registry_officer", "platform", ""))
    for minutes, step in enumerate(("propose", "take_back", "propose")):
        services.answer_step(actor=lead, answer=answer, step=step, at=at + timedelta(minutes=minutes))
    assert Notice.objects.filter(person=officer, key__startswith="faq.proposed:").count() == 2


def test_an_answer_says_which_item_has_changed_since(answer):
    today = answer.on
    item = selectors.answer_items(answer, today)[0]
    assert (item["act"], item["changed"]) == ("pp779", False)
    answer.items = ["cluster.min_participants"]
    assert selectors.answer_items(answer, today.replace(year=2023))[0]["changed"]
