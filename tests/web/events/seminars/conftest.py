"""A seminar of the scene, and what tests of seminars share."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from svetovod.web.accounts.actors import VISITOR, actor_of
from svetovod.web.events import bridge, selectors, services

TITLE = "Включение в реестр: требования к кластеру"
OWN = {"text": "Who files?", "options": ["Anybody", "The managing organisation"], "right": 1, "explanation": "It does."}


@pytest.fixture(autouse=True)
def store(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def item(session):
    return session.items.select_related("session").get(title=TITLE)


@pytest.fixture
def lead(organiser):
    return actor_of(organiser)


@pytest.fixture
def seat(register, at):
    """seat("a@b.ru") -> a registration with a place, and the secret of its link."""

    def make(email="a@example.org"):
        row = register(email, at).registration
        return row, selectors.registration_token(row)

    return make


def pdf(text="1"):
    return SimpleUploadedFile("slides.pdf", b"%PDF-1.4\n" + text.encode() + b"\n%%EOF\n")


@pytest.fixture
def material(item, lead, at):
    def make(access="registered", *, published=True):
        made = services.material_add(actor=lead, item=item, title="Slides", access=access, upload=pdf(), at=at)
        if published:
            services.material_publish(actor=lead, material=made, access=access, open=True, at=at)
        return made

    return make


@pytest.fixture
def question(item, seat, at):
    row, token = seat()
    return services.question_ask(
        actor=VISITOR, item=item, pitch=None, text="How many?", key="k", at=at, registration=row, token=token
    )


@pytest.fixture
def answer(question, lead, at):
    return services.answer_write(
        actor=lead, question=question, asked="How many participants?", text="At least ten.", at=at,
        items=["cluster.min_participants", "no.such_item"],
    )  # fmt: skip


@pytest.fixture
def quiz(item, lead, at):
    keys = [key for key, _label in bridge.quiz_rules(item.day, "ru")]
    services.quiz_draw(actor=lead, item=item, keys=keys, count=4, seed=7, at=at)
    services.quiz_question_add(actor=lead, item=item, at=at, **OWN)
    return services.quiz_step(actor=lead, item=item, step="open", at=at)


def right(quiz):
    return {each.number: bridge.quiz_right(each.content) for each in quiz.questions.all()}
