"""Organisations and municipalities.

A municipality is keyed on its NIS code of 2025, never on its name. What was merged into it stays known as a
`FormerMunicipality`, so that *Borgloon* still finds Tongeren-Borgloon. Each municipality has one organisation: the
local authority, which owns practices and takes part in networks.
"""

import datetime

from django.contrib.postgres.fields import ArrayField
from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.loading import LoadedModel
from portal.organisations.querysets import MunicipalityQuerySet, OrganisationQuerySet
from portal.reference.models import OrganisationKind, Province, ReferenceRegion, SizeClass
from portal.reference.usage import KeptWhileUsed
from portal.sorting import SortKeyField

nis_validator = RegexValidator(r"^\d{5}$", _("Een NIS-code heeft vijf cijfers."))


class Municipality(LoadedModel):
    """A municipality of Flanders or Brussels as of 1 January 2025 (NIS classification, Statbel)."""

    nis = models.CharField(_("NIS-code"), max_length=5, primary_key=True, validators=[nis_validator])
    name = models.CharField(_("naam"), max_length=100)
    sort_name = SortKeyField(_("sorteernaam"), max_length=100)
    slug = models.SlugField(_("deel van het adres"), max_length=100, unique=True)
    province = models.ForeignKey(Province, verbose_name=_("provincie"), null=True, blank=True, on_delete=models.PROTECT)
    region = models.ForeignKey(
        ReferenceRegion,
        verbose_name=_("referentieregio"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        help_text=_("Leeg voor Brussel."),
    )
    size_class = models.ForeignKey(SizeClass, verbose_name=_("grootteklasse"), on_delete=models.PROTECT)
    population = models.PositiveIntegerField(_("inwoners"), help_text=_("Op 1 januari 2020. Bron: Statbel."))
    postcodes = ArrayField(models.CharField(max_length=4), verbose_name=_("postcodes"), default=list)
    wikidata = models.CharField(_("Wikidata"), max_length=20, blank=True)
    valid_from = models.DateField(_("bestaat sinds"), null=True, blank=True)
    silhouette = models.TextField(_("omtrek"), blank=True, editable=False)
    silhouette_box = models.CharField(max_length=40, blank=True, editable=False)

    objects = MunicipalityQuerySet.as_manager()

    class Meta:
        verbose_name = _("gemeente")
        verbose_name_plural = _("gemeenten")
        ordering = ("sort_name",)

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Address of the municipality's page."""
        return reverse("municipality", args=[self.slug])

    @property
    def former(self) -> list["FormerMunicipality"]:
        """What was merged into it, by name; without a query when it was read by `with_page()`."""
        rows = getattr(self, "former_rows", None)
        if rows is None:
            return list(self.predecessors.all())
        return [
            FormerMunicipality(
                name=row["name"],
                slug=row["slug"],
                ended_on=datetime.date.fromisoformat(row["ended_on"]),
                successor=self,
            )
            for row in rows
        ]

    @property
    def is_in_brussels(self) -> bool:
        """Whether it lies in the Brussels region, outside the Flemish provinces."""
        return self.province_id is None


class FormerMunicipality(models.Model):
    """A municipality that was merged into another; its name and NIS code lead to the successor."""

    nis = models.CharField(_("NIS-code"), max_length=5, primary_key=True, validators=[nis_validator])
    name = models.CharField(_("naam"), max_length=100)
    slug = models.SlugField(_("deel van het adres"), max_length=100, db_index=True)
    successor = models.ForeignKey(
        Municipality, verbose_name=_("opgegaan in"), on_delete=models.CASCADE, related_name="predecessors"
    )
    ended_on = models.DateField(_("bestond tot"))

    class Meta:
        verbose_name = _("vroegere gemeente")
        verbose_name_plural = _("vroegere gemeenten")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class MunicipalityOutline(LoadedModel):
    """Where a municipality lies on the maps, as paths of an SVG (outlines: Statbel).

    `loaded_digest` is the digest of the file and canvases that it was drawn from.
    """

    municipality = models.OneToOneField(
        Municipality, primary_key=True, on_delete=models.CASCADE, related_name="outline"
    )
    flanders_path = models.TextField(help_text="Path on the canvas of the whole map (see outlines.FLANDERS).")
    region_path = models.TextField(
        help_text="Finer path on the canvas that maps of a region cut from (outlines.REGION)."
    )
    box = ArrayField(models.FloatField(), size=4, help_text="Left, top, right, bottom on the finer canvas.")

    class Meta:
        verbose_name = _("ligging op de kaart")
        verbose_name_plural = _("liggingen op de kaart")

    def __str__(self) -> str:
        return str(self.municipality)


class Organisation(KeptWhileUsed, LoadedModel):
    """A local authority, agency, association or other body that owns, publishes, offers or organises."""

    code = models.SlugField(_("code"), max_length=60, unique=True)
    name = models.CharField(_("naam"), max_length=200)
    sort_name = SortKeyField(_("sorteernaam"), max_length=200)
    kind = models.ForeignKey(OrganisationKind, verbose_name=_("soort"), on_delete=models.PROTECT)
    municipality = models.OneToOneField(
        Municipality,
        verbose_name=_("gemeente"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="organisation",
        help_text=_("Alleen voor het bestuur van die gemeente zelf."),
    )
    kbo = models.CharField(
        _("KBO-nummer"),
        max_length=10,
        blank=True,
        validators=[RegexValidator(r"^\d{10}$", _("Een KBO-nummer heeft tien cijfers."))],
    )
    ovo = models.CharField(_("OVO-code"), max_length=9, blank=True)
    website = models.URLField(_("website"), blank=True)
    note = models.TextField(_("opmerking"), blank=True, help_text=_("Alleen zichtbaar voor de redactie."))

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("organisatie")
        verbose_name_plural = _("organisaties")
        ordering = ("sort_name",)
        constraints = [
            models.UniqueConstraint(fields=["kbo"], condition=~models.Q(kbo=""), name="organisations_kbo_once"),
            models.UniqueConstraint(fields=["ovo"], condition=~models.Q(ovo=""), name="organisations_ovo_once"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Address of the organisation's page; a local authority has the page of its municipality."""
        if self.municipality_id and self.municipality:
            return self.municipality.get_absolute_url()
        return reverse("organisation", args=[self.code])
