"""Saved questions with their versions, runs, and answers kept while the data are the same."""

from typing import ClassVar

from django.db import models


class SavedQuestion(models.Model):
    """A question in SQL. `region`: where it is shared, blank while it is the author's alone; `chart`: mark, x, y,
    colour, aggregate, empty for none. `copied_from` names the author's model, which may be gone."""

    owner = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    title_ru = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200, blank=True)
    about_ru = models.TextField(max_length=2000, blank=True)
    about_en = models.TextField(max_length=2000, blank=True)
    sql = models.TextField(max_length=20_000)
    chart = models.JSONField(default=dict, blank=True)
    region = models.CharField(max_length=8, blank=True)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    copied_from = models.ForeignKey("self", on_delete=models.SET_NULL, related_name="+", null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-changed_at", "-id"]

    def __str__(self) -> str:
        return self.title_ru


class QuestionVersion(models.Model):
    """What the question said before it was changed. `region`: where it was shared then, blank for the author alone."""

    question = models.ForeignKey(SavedQuestion, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    sql = models.TextField()
    region = models.CharField(max_length=8, blank=True)
    made_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["-number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["question", "number"], name="question_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.question_id}.{self.number}"


class StoredAnswer(models.Model):
    """`key`: hash of the tables, the question and the parameters; `content`: columns and rows as the engine told them;
    `data_on`: when the tables were read."""

    key = models.CharField(max_length=64, unique=True)
    data_on = models.DateTimeField()
    content = models.TextField()

    def __str__(self) -> str:
        return self.key[:12]


class QuestionRun(models.Model):
    """Who asked what, when, and what came of it. `data`: hash of the tables it was asked of, by which an answer is
    known to be of today; `outcome`: `answered`, or why there is none; `answer` goes after its time, the run stays;
    `svg` is in the language `drawn_in`."""

    question = models.ForeignKey(SavedQuestion, on_delete=models.SET_NULL, related_name="runs", null=True)
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    title = models.CharField(max_length=200, blank=True)
    sql = models.TextField()
    parameters = models.JSONField(default=dict)
    data = models.CharField(max_length=64)
    outcome = models.CharField(max_length=12)
    rows = models.PositiveIntegerField(default=0)
    seconds = models.DecimalField(max_digits=6, decimal_places=2)
    answer = models.ForeignKey(StoredAnswer, on_delete=models.SET_NULL, related_name="+", null=True)
    chart = models.JSONField(default=dict)
    svg = models.TextField(blank=True)
    drawn_in = models.CharField(max_length=2, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-at", "-id"]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["person", "-at"], name="question_run_person")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.at:%Y-%m-%d %H:%M}"
