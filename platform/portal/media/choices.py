"""Licences that an item, an image or a document may carry, and how far the text of a document is."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Licence(models.TextChoices):
    """Licences of the Flemish open data policy, and the Creative Commons licences that publishers use."""

    FREE_REUSE = "gratis-hergebruik", _("Modellicentie Gratis Hergebruik v1.0")
    CC0 = "cc0", _("Creative Commons Zero (CC0)")
    CC_BY = "cc-by", _("Creative Commons Naamsvermelding 4.0")
    CC_BY_SA = "cc-by-sa", _("Creative Commons Naamsvermelding-GelijkDelen 4.0")
    ALL_RIGHTS = "rechten-voorbehouden", _("Alle rechten voorbehouden")


class TextState(models.TextChoices):
    """How far the reading of a document's text is."""

    WAITING = "wacht", _("Wacht")
    READ = "gelezen", _("Gelezen")
    FAILED = "mislukt", _("Niet gelezen")
