"""Lasting anchoring (duurzame verankering): four factors, each scored 1 to 4 with a sentence."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from portal.reference.models import AnchoringFactor, AnchoringScale


class AnchoringScore(models.Model):
    """How far one factor of anchoring is reached, and why.

    The factors are those of the evaluation of Plan Samenleven (2025): political support, fit with regular policy,
    expertise inside, maturity of the policy on living together.
    """

    practice = ParentalKey("practices.PracticePage", on_delete=models.CASCADE, related_name="anchoring_scores")
    factor = models.ForeignKey(AnchoringFactor, verbose_name=_("factor"), on_delete=models.PROTECT)
    score = models.ForeignKey(AnchoringScale, verbose_name=_("score"), on_delete=models.PROTECT)
    sentence = models.CharField(
        _("toelichting"), max_length=300, help_text=_("Eén zin: waaraan zie je dat? *Staat in het meerjarenplan.*")
    )

    class Meta:
        verbose_name = _("score voor verankering")
        verbose_name_plural = _("scores voor verankering")
        ordering = ("factor__sort",)
        constraints = [
            models.UniqueConstraint(fields=["practice", "factor"], name="practices_anchoring_factor_once"),
            models.CheckConstraint(condition=~models.Q(sentence=""), name="practices_anchoring_has_sentence"),
        ]

    def __str__(self) -> str:
        return f"{self.factor}: {self.score}"
