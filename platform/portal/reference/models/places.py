"""Where: provinces, reference regions, and classes of municipalities by size."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.reference.models.terms import Term


class Province(Term):
    """A Flemish province."""

    nis = models.CharField(_("NIS-code"), max_length=5, unique=True)

    class Meta(Term.Meta):
        verbose_name = _("provincie")
        verbose_name_plural = _("provincies")


class ReferenceRegion(Term):
    """One of the fifteen reference regions of the Flemish government."""

    class Meta(Term.Meta):
        verbose_name = _("referentieregio")
        verbose_name_plural = _("referentieregio’s")


class SizeClass(Term):
    """A class of municipalities by number of inhabitants, both ends included."""

    min_population = models.PositiveIntegerField(_("inwoners vanaf"))
    max_population = models.PositiveIntegerField(_("inwoners tot en met"), null=True, blank=True)

    class Meta(Term.Meta):
        verbose_name = _("grootteklasse")
        verbose_name_plural = _("grootteklassen")
