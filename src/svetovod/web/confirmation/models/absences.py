import pghistory
from django.db import models


@pghistory.track()
class OfficerAbsence(models.Model):
    """Days on which an officer is away, as he says himself: somebody else has to see what waits."""

    person = models.OneToOneField("accounts.Person", on_delete=models.CASCADE, related_name="+")
    first = models.DateField()
    last = models.DateField()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=models.Q(last__gte=models.F("first")), name="absence_days_in_order"),
        )

    def __str__(self) -> str:
        return f"{self.person_id}: {self.first} - {self.last}"
