"""With whose help: support, money and working together."""

from django.utils.translation import gettext_lazy as _

from portal.reference.models.terms import Term


class SupportType(Term):
    """Support with policy or with practice."""

    class Meta(Term.Meta):
        verbose_name = _("soort ondersteuning")
        verbose_name_plural = _("soorten ondersteuning")


class SupportLevel(Term):
    """Support for everyone or tailored."""

    class Meta(Term.Meta):
        verbose_name = _("niveau van ondersteuning")
        verbose_name_plural = _("niveaus van ondersteuning")


class AgiiRole(Term):
    """One of the four roles of AgII: knowledge centre, coach, supplier, connector."""

    class Meta(Term.Meta):
        verbose_name = _("rol van AgII")
        verbose_name_plural = _("rollen van AgII")


class FundingSource(Term):
    """Where money comes from."""

    class Meta(Term.Meta):
        verbose_name = _("financieringsbron")
        verbose_name_plural = _("financieringsbronnen")


class CooperationForm(Term):
    """How firmly partners agreed to work together."""

    class Meta(Term.Meta):
        verbose_name = _("samenwerkingsvorm")
        verbose_name_plural = _("samenwerkingsvormen")
