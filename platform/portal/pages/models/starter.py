"""What was loaded once, so that what somebody deleted stays away."""

from django.db import models


class StarterRecord(models.Model):
    """An item of starter content that was brought in on this site, whether or not it is still there."""

    kind = models.CharField(max_length=100)
    """Label of its page type: `practices.practicepage`."""
    starter_id = models.SlugField(max_length=80)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "starter_id"], name="pages_starter_record_once")]

    def __str__(self) -> str:
        return f"{self.kind}: {self.starter_id}"
