"""What sort of thing an item is, and in what state."""

from django.utils.translation import gettext_lazy as _

from portal.reference.models.terms import Term


class PracticeStatus(Term):
    """Whether a practice still runs."""

    class Meta(Term.Meta):
        verbose_name = _("status van een praktijk")
        verbose_name_plural = _("statussen van een praktijk")


class DevelopmentType(Term):
    """New, deepened, scaled up or continued."""

    class Meta(Term.Meta):
        verbose_name = _("ontwikkelingstype")
        verbose_name_plural = _("ontwikkelingstypes")


class OfferStatus(Term):
    """Whether a municipality can still apply to an offer."""

    class Meta(Term.Meta):
        verbose_name = _("status van aanbod")
        verbose_name_plural = _("statussen van aanbod")


class EventKind(Term):
    """What sort of gathering an event is."""

    class Meta(Term.Meta):
        verbose_name = _("soort evenement")
        verbose_name_plural = _("soorten evenementen")


class GuidelineKind(Term):
    """What sort of document a guideline is."""

    class Meta(Term.Meta):
        verbose_name = _("soort richtlijn")
        verbose_name_plural = _("soorten richtlijnen")


class OrganisationKind(Term):
    """What sort of organisation."""

    class Meta(Term.Meta):
        verbose_name = _("soort organisatie")
        verbose_name_plural = _("soorten organisaties")
