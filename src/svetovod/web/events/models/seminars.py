"""What is taught at a session: materials in versions, answers to questions, a short test, who sat in the seminar."""

from typing import Any, ClassVar

import pghistory
import pgtrigger
from django.db import models

from svetovod.web.events.enums import AnswerState, MaterialAccess, PresenceWay, QuizState

from .live import FloorQuestion
from .people import Registration
from .programme import ProgrammeItem


@pghistory.track()
class ItemMaterial(models.Model):
    """A paper of an entry of the programme. Its files are versions; nobody else sees it before it is published."""

    item = models.ForeignKey(ProgrammeItem, on_delete=models.PROTECT, related_name="materials")
    title = models.CharField(max_length=200)
    access = models.CharField(max_length=12, choices=MaterialAccess, default=MaterialAccess.REGISTERED)
    made_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["made_at", "id"]

    def __str__(self) -> str:
        return self.title

    @property
    def session(self) -> Any:
        return self.item.session


class MaterialVersion(models.Model):
    """A file as it was given; the last one is current, the earlier ones stay."""

    material = models.ForeignKey(ItemMaterial, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    file = models.ForeignKey("documents.Attachment", on_delete=models.PROTECT, related_name="+")
    note = models.CharField(max_length=200, blank=True, help_text="what is another than before")
    put_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["-number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["material", "number"], name="material_version_once"),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            pgtrigger.ReadOnly(name="as_given", fields=["material", "number", "file", "put_at"]),
        ]

    def __str__(self) -> str:
        return f"{self.material_id}: {self.number}"


@pghistory.track()
class QuestionAnswer(models.Model):
    """The answer in writing. `asked` is the question as everybody may read it: it names nobody.

    `items` are keys of the rulebook, `on` the day by whose edition the answer was given.
    """

    question = models.OneToOneField(FloorQuestion, on_delete=models.PROTECT, related_name="answer")
    asked = models.CharField(max_length=400)
    text = models.TextField(max_length=3000)
    items = models.JSONField(default=list, blank=True)
    on = models.DateField()
    state = models.CharField(max_length=10, choices=AnswerState, default=AnswerState.HALL)
    written_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-published_at", "-id"]

    def __str__(self) -> str:
        return self.asked[:60]

    @property
    def item(self) -> Any:
        return self.question.item

    @property
    def session(self) -> Any:
        return self.question.session


@pghistory.track()
class SeminarQuiz(models.Model):
    """A short test of an entry, from a seed over the edition of a day."""

    item = models.OneToOneField(ProgrammeItem, on_delete=models.PROTECT, related_name="quiz")
    seed = models.PositiveIntegerField()
    on = models.DateField()
    state = models.CharField(max_length=10, choices=QuizState, default=QuizState.DRAFT)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"test of {self.item_id}"

    @property
    def session(self) -> Any:
        return self.item.session


class QuizQuestion(models.Model):
    """A case of the rulebook with the verdict that was found, or a question of the organiser with its options."""

    quiz = models.ForeignKey(SeminarQuiz, on_delete=models.CASCADE, related_name="questions")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["quiz", "number"], name="quiz_question_number"),
        ]

    def __str__(self) -> str:
        return f"{self.quiz_id}: {self.number}"


class QuizPart(models.Model):
    """What one person has answered, once; shown to that person alone."""

    quiz = models.ForeignKey(SeminarQuiz, on_delete=models.PROTECT, related_name="parts")
    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="quiz_parts")
    answers = models.JSONField()
    right = models.PositiveSmallIntegerField()
    given_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["quiz", "registration"], name="quiz_taken_once"),
        ]

    def __str__(self) -> str:
        return f"{self.quiz_id}: {self.registration_id}"


class SeminarPresence(models.Model):
    """Somebody who sat in the hall, by the door of the hall or by the code on its screen."""

    item = models.ForeignKey(ProgrammeItem, on_delete=models.PROTECT, related_name="presences")
    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="presences")
    way = models.CharField(max_length=8, choices=PresenceWay)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["at", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["item", "registration"], name="present_once"),
        ]

    def __str__(self) -> str:
        return f"{self.item_id}: {self.registration_id}"
