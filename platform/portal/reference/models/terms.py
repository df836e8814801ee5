"""What every entry of a vocabulary is: a code, a label and an end; and a term on a scale."""

from collections.abc import Sequence
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from portal.loading import LoadedModel
from portal.reference.querysets import TermQuerySet
from portal.reference.usage import KeptWhileUsed

code_validator = RegexValidator(r"^[a-z0-9]+(-[a-z0-9]+)*$", _("Gebruik kleine letters, cijfers en streepjes."))


class Term(KeptWhileUsed, LoadedModel):
    """One entry of a vocabulary (SKOS: a concept with its notation, preferred label and definition)."""

    code = models.SlugField(
        _("code"),
        max_length=60,
        unique=True,
        validators=[code_validator],
        help_text=_("Staat in adressen en bestanden; verandert nooit meer zodra de term gebruikt is."),
    )
    label = models.CharField(_("naam"), max_length=200)
    description = models.TextField(_("omschrijving"), blank=True)
    sort = models.PositiveIntegerField(_("volgorde"), default=0)
    origin = models.CharField(
        _("herkomst"), max_length=40, blank=True, help_text=_("Waar de term vandaan komt, bijvoorbeeld *evaluatie*.")
    )
    ended_on = models.DateField(
        _("beëindigd op"),
        null=True,
        blank=True,
        help_text=_("Een beëindigde term blijft vindbaar maar kan niet meer gekozen worden."),
    )

    objects = TermQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering: ClassVar[Sequence[str]] = ("sort", "label")

    def __str__(self) -> str:
        return self.label

    @property
    def is_ended(self) -> bool:
        """Whether the term may no longer be chosen."""
        return self.ended_on is not None and self.ended_on <= localdate()

    def reason_to_keep(self) -> str:
        """Say what to do with a term that is used: end it."""
        reason = super().reason_to_keep()
        return reason and _("%(reason)s Beëindig de term: dan kiest niemand ze nog.") % {"reason": reason}

    def clean(self) -> None:
        """Keep the code of a term that is used: it stands in addresses and files."""
        super().clean()
        before = type(self)._base_manager.filter(pk=self.pk).first() if self.pk else None
        if before and before.code != self.code and self.usage_count():
            raise ValidationError({"code": _("Deze term is al gebruikt: de code blijft %s.") % before.code})


class RankedTerm(Term):
    """A term on a scale: `value` is its rank, 1 the lowest."""

    value = models.PositiveSmallIntegerField(_("waarde"))

    class Meta(Term.Meta):
        abstract = True
