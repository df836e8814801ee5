"""What the agenda can be filtered by; coming and past events are two lists of the same form."""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from networks.detail import PAST as PAST_PARAMETER
from portal.finding.definitions import FacetDefinition
from portal.finding.facets import MUNICIPALITY, REGION, THEME
from portal.finding.listings import PAST, ListingDefinition, Sort
from portal.finding.vocabularies import fixed, terms
from portal.reference.models import EventKind

KIND = "evenement"
EVENT_KIND = "evenementsoort"
"""How documents call the kind of an event: *soort* is that it is one."""
ONLINE = "online"
MONTHS_ABOVE = 10
"""A longer agenda is divided into months."""

SOMEWHERE_ELSE = FacetDefinition("regio", _("Referentieregio"), fixed(**{ONLINE: _("Online")}), order=REGION.order + 1)
"""What the search over everything gets of events: a value among the regions."""

COMING_EVENTS = ListingDefinition(
    kind=KIND,
    noun=(_("komend evenement"), _("komende evenementen")),
    facets=(
        THEME,
        FacetDefinition("soort", _("Soort"), terms(EventKind), stored_as=EVENT_KIND, is_open=True),
        replace(REGION, label=_("Regio of online"), values=REGION.values | SOMEWHERE_ELSE.values, is_open=True),
        replace(MUNICIPALITY, is_drawn=False),
    ),
    sorts=(Sort("datum", _("Eerst wat eerst komt"), by="eerstvolgende"),),
    page_size=20,
    has_period=True,
)
PAST_EVENTS = replace(
    COMING_EVENTS,
    noun=(_("voorbij evenement"), _("voorbije evenementen")),
    sorts=(Sort("datum", _("Laatste eerst"), by="laatste"),),
    time=PAST,
    fixed=((PAST_PARAMETER, "1"),),
)
