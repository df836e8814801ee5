"""How many guidelines stand behind a theme, an action or an organisation (portal.counting)."""

from functools import partial

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal import counting
from portal.finding.reading import counts_by
from portal.pages.counts import by
from portal.wording import counted
from practices.guidelines.facets import KIND
from practices.guidelines.fillings import listing_address
from practices.guidelines.models import GuidelinePage


def _in_words(number: int) -> str:
    return counted(number, gettext("richtlijn"), gettext("richtlijnen"))


def register() -> None:
    """Register what is counted, and where exactly those guidelines are listed."""
    public = GuidelinePage.objects.visible_to_public
    for subject, counts, url in (
        ("theme", partial(counts_by, "thema", KIND), lambda code: listing_address(f"thema={code}")),
        ("action", partial(counts_by, "actie", KIND), lambda code: listing_address(f"actie={code}")),
        (
            "organisation",
            lambda: by(public(), "owner_organisation__code"),
            lambda code: f"{reverse('organisation', args=[code])}#richtlijnen",
        ),
    ):
        counting.register(
            subject, order=20, name="guidelines", title=_("Richtlijnen"), counts=counts, label=_in_words, url=url
        )
