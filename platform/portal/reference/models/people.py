"""For whom something is meant, and what keeps them away."""

from django.utils.translation import gettext_lazy as _

from portal.reference.models.terms import Term


class TargetGroup(Term):
    """For whom an item is meant; several at once, never exclusive."""

    class Meta(Term.Meta):
        verbose_name = _("doelgroep")
        verbose_name_plural = _("doelgroepen")


class Audience(Term):
    """Whom in the municipality a guideline is written for."""

    class Meta(Term.Meta):
        verbose_name = _("doelpubliek")
        verbose_name_plural = _("doelpublieken")


class Barrier(Term):
    """What keeps people from taking part."""

    class Meta(Term.Meta):
        verbose_name = _("drempel")
        verbose_name_plural = _("drempels")
