"""What an item is about: themes and domains of policy."""

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.reference.models.terms import Term
from portal.reference.querysets import ThemeQuerySet


class Theme(Term):
    """A subject of living together in diversity; main themes hold sub-themes (a tree of two levels)."""

    parent = models.ForeignKey(
        "self",
        verbose_name=_("hoofdthema"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
        limit_choices_to={"parent": None},
    )
    synonyms = ArrayField(
        models.CharField(max_length=100),
        verbose_name=_("synoniemen"),
        default=list,
        blank=True,
        help_text=_("Andere woorden waarmee mensen dit zoeken, met een komma ertussen."),
    )

    objects = ThemeQuerySet.as_manager()  # type: ignore[misc]

    class Meta(Term.Meta):
        verbose_name = _("thema")
        verbose_name_plural = _("thema’s")

    def get_absolute_url(self) -> str:
        """Address of the theme's page."""
        return reverse("theme", args=[self.code])

    def clean(self) -> None:
        """Keep the tree two levels deep."""
        super().clean()
        if self.parent and (self.parent.parent_id or self.parent_id == self.pk):
            raise ValidationError({"parent": _("Kies een hoofdthema: een subthema kan zelf geen hoofdthema zijn.")})
        if self.parent and self.pk and self.children.exists():
            raise ValidationError({"parent": _("Dit thema heeft subthema’s en blijft dus een hoofdthema.")})


class PolicyDomain(Term):
    """A domain of local policy; two or more make a practice transversal."""

    class Meta(Term.Meta):
        verbose_name = _("beleidsdomein")
        verbose_name_plural = _("beleidsdomeinen")
