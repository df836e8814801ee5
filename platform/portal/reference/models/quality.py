"""How well a practice is shown to work, and how lasting it is."""

from django.utils.translation import gettext_lazy as _

from portal.reference.models.terms import RankedTerm, Term


class QualityLevel(RankedTerm):
    """A rung of the quality ladder, 1 (submitted) to 4 (proven elsewhere)."""

    class Meta(RankedTerm.Meta):
        verbose_name = _("kwaliteitsniveau")
        verbose_name_plural = _("kwaliteitsniveaus")


class EvidenceKind(Term):
    """How it is known that something worked."""

    class Meta(Term.Meta):
        verbose_name = _("soort bewijs")
        verbose_name_plural = _("soorten bewijs")


class AnchoringFactor(Term):
    """One of the four factors of lasting anchoring (evaluation of Plan Samenleven, 2025)."""

    class Meta(Term.Meta):
        verbose_name = _("verankeringsfactor")
        verbose_name_plural = _("verankeringsfactoren")


class AnchoringScale(RankedTerm):
    """How far a factor of anchoring is reached, 1 to 4."""

    class Meta(RankedTerm.Meta):
        verbose_name = _("verankeringsschaal")
        verbose_name_plural = _("verankeringsschaal")


class AfterSubsidyStatus(Term):
    """What became of a practice when its subsidy ended."""

    class Meta(Term.Meta):
        verbose_name = _("status na de subsidie")
        verbose_name_plural = _("statussen na de subsidie")


class ExternalDependency(Term):
    """How much a practice depends on an outside supporter."""

    class Meta(Term.Meta):
        verbose_name = _("afhankelijkheid van externen")
        verbose_name_plural = _("afhankelijkheid van externen")
