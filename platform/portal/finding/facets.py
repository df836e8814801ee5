"""The facets that several kinds of items share: features take them into their listings, search has them all."""

from django.utils.translation import gettext_lazy as _

from portal.finding.definitions import FacetDefinition
from portal.finding.vocabularies import actions, kinds, municipalities, terms, themes
from portal.reference.models import AgiiRole, PolicyDomain, Province, ReferenceRegion, SizeClass, TargetGroup

MOST_MUNICIPALITIES = 12

KIND = FacetDefinition("soort", _("Soort"), kinds(), order=10, is_open=True)
THEME = FacetDefinition("thema", _("Thema"), themes(), order=20, is_open=True)
TARGET_GROUP = FacetDefinition("doelgroep", _("Doelgroep"), terms(TargetGroup), order=60)
ACTION = FacetDefinition("actie", _("Actie of programma"), actions(), order=70)
POLICY_DOMAIN = FacetDefinition("domein", _("Beleidsdomein"), terms(PolicyDomain), order=80)
REGION = FacetDefinition("regio", _("Referentieregio"), terms(ReferenceRegion), order=110)
PROVINCE = FacetDefinition("provincie", _("Provincie"), terms(Province), order=120)
SIZE = FacetDefinition("grootte", _("Inwoners van de gemeente"), terms(SizeClass), order=130)
MUNICIPALITY = FacetDefinition("gemeente", _("Gemeente"), municipalities(), order=140, most=MOST_MUNICIPALITIES)
AGII_ROLE = FacetDefinition("rol", _("Rol van AgII"), terms(AgiiRole), order=150)

SHARED = (KIND, THEME, TARGET_GROUP, ACTION, POLICY_DOMAIN, REGION, PROVINCE, SIZE, MUNICIPALITY, AGII_ROLE)
