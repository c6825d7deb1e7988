"""What the product tells people: letters in an outbox, notices on their page; and what they tell its operator."""

from typing import ClassVar

from django.db import models

from .enums import MailState, Pace


class OutgoingMail(models.Model):
    """A letter. `key` is its identity: whoever queues the same key again gets the same letter."""

    key = models.CharField(max_length=200, unique=True)
    to = models.EmailField()
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # letters of one matter to one person, written while the first still waits, become one letter
    bundle = models.CharField(max_length=80, blank=True)
    subject = models.CharField(max_length=300)
    text = models.TextField()
    html = models.TextField(blank=True)
    attachments = models.JSONField(default=list, blank=True, help_text="list of name, type, base64")
    # carries a token: never shown to an operator, blanked when the server has taken it
    confidential = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=MailState, default=MailState.QUEUED)
    tries = models.PositiveSmallIntegerField(default=0)
    answer = models.CharField(max_length=300, blank=True, help_text="what the mail server said last")
    domain_at = models.DateTimeField()
    queued_at = models.DateTimeField()
    tried_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-queued_at", "-id"]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["state", "queued_at"], name="mail_state")]

    def __str__(self) -> str:
        return self.key


class Notice(models.Model):
    """A line on the person's page of notices."""

    person = models.ForeignKey("accounts.Person", on_delete=models.CASCADE, related_name="notices")
    key = models.CharField(max_length=200, blank=True)
    text = models.CharField(max_length=500)
    url = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    owed = models.BooleanField(default=False, help_text="waits for the letter of the day")

    class Meta:
        ordering: ClassVar[list[str]] = ["-created_at", "-id"]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["person", "read_at"], name="notice_person")]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["person", "key"], condition=~models.Q(key=""), name="notice_once"),
        ]

    def __str__(self) -> str:
        return self.text


class LetterWish(models.Model):
    """How letters that may wait come to that person; without one, each at once."""

    person = models.OneToOneField("accounts.Person", on_delete=models.CASCADE, related_name="letter_wish")
    pace = models.CharField(max_length=10, choices=Pace, default=Pace.AT_ONCE)

    def __str__(self) -> str:
        return f"{self.person_id}: {self.pace}"


class ProblemReport(models.Model):
    """What did not work, in somebody's words. `code` is told to them, `failed` names the request of an error page."""

    code = models.CharField(max_length=8, unique=True)
    failed = models.CharField(max_length=8, blank=True)
    page = models.CharField(max_length=300, blank=True)
    text = models.TextField()
    person = models.ForeignKey("accounts.Person", on_delete=models.SET_NULL, null=True, related_name="+")
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=2)
    reported_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-reported_at", "-id"]

    def __str__(self) -> str:
        return self.code
