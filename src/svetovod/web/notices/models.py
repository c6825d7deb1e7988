"""What the product tells people: letters in an outbox, notices on their page; and what they tell its operator."""

from typing import ClassVar

from django.db import models

from .enums import BounceOutcome, MailState, Pace, Topic


class OutgoingMail(models.Model):
    """A letter. `key` is its identity: whoever queues the same key again gets the same letter."""

    key = models.CharField(max_length=200, unique=True)
    to = models.EmailField()
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # letters of one matter to one person, written while the first still waits, become one letter
    bundle = models.CharField(max_length=80, blank=True)
    topic = models.CharField(max_length=20, choices=Topic, blank=True, help_text="empty: must be received")
    language = models.CharField(max_length=2, default="ru")
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
    topic = models.CharField(max_length=20, choices=Topic, blank=True)
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
    """How letters of one topic come to a person, or to an address of nobody known; without one, each at once."""

    person = models.ForeignKey("accounts.Person", on_delete=models.CASCADE, null=True, related_name="letter_wishes")
    address = models.EmailField(blank=True)
    topic = models.CharField(max_length=20, choices=Topic)
    pace = models.CharField(max_length=10, choices=Pace, default=Pace.AT_ONCE)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["person", "topic"], name="letter_wish_person"),
            models.UniqueConstraint(
                fields=["address", "topic"], condition=models.Q(person=None), name="letter_wish_address"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id or 'address'}: {self.topic} {self.pace}"


class Bounce(models.Model):
    """A report of a mail server on one of our letters, proved by the mark in its return path."""

    mail = models.ForeignKey(OutgoingMail, on_delete=models.CASCADE, related_name="bounces")
    fingerprint = models.CharField(max_length=64, unique=True, help_text="SHA-256 of the report: taken once")
    outcome = models.CharField(max_length=10, choices=BounceOutcome)
    status = models.CharField(max_length=12, blank=True)
    said = models.CharField(max_length=300, blank=True)
    received_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["-received_at", "-id"]

    def __str__(self) -> str:
        return f"{self.mail_id}: {self.outcome}"


class AddressHold(models.Model):
    """An address that takes no letters: those to it wait until an operator corrects or releases it."""

    address = models.EmailField(unique=True)
    corrected = models.EmailField(blank=True, help_text="where an operator has sent its letters since")
    bounce = models.ForeignKey(Bounce, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["-since", "-id"]

    def __str__(self) -> str:
        return f"{self.pk}"


class ProblemReport(models.Model):
    """What did not work, in somebody's words. `code` is told to them, `failed` names the page's own request."""

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
