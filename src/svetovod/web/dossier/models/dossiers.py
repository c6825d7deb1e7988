from django.db import models


class Dossier(models.Model):
    """The edition of the act a cluster prepares its dossier under. A newer edition never moves it: a person does."""

    cluster = models.OneToOneField("registry.Cluster", on_delete=models.CASCADE, related_name="dossier")
    edition = models.DateField(help_text="the day of the edition, as the rulebook names it")
    pinned_at = models.DateTimeField()
    pinned_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+", null=True)

    def __str__(self) -> str:
        return f"{self.cluster_id}: {self.edition}"
