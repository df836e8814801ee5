"""The starter content of networks: the fifteen reference regions, each with its municipalities."""

from wagtail.models import PageLogEntry

from networks.lifecycle import APPOINTED, appoint_coordinator
from networks.models import NetworkIndexPage, NetworkMember, NetworkPage
from portal.accounts.models import User
from portal.accounts.starter import COORDINATOR
from portal.loading import Report
from portal.organisations.models import Municipality
from portal.pages.starter import load_page, section
from portal.reference.models import ReferenceRegion

EXAMPLE_NETWORK = "limburg"
"""The network that the example account coordinates."""
MOST_NAMES = 5


def network_index() -> NetworkIndexPage:
    """Return the listing of networks, made when there is none yet."""
    return section(
        NetworkIndexPage,
        title="Netwerken",
        slug="netwerken",
        summary="Gemeenten die van elkaar leren, per regio: wie erbij hoort, wanneer ze samenkomen en wat ze delen.",
    )


def load_networks() -> Report:
    """Make a network of each reference region; its members and everything else can be changed afterwards."""
    report = Report("networks of the reference regions")
    index = network_index()
    for region in ReferenceRegion.objects.order_by("sort"):
        municipalities = list(Municipality.objects.flemish().filter(region=region))
        if len(municipalities) < 2:
            continue  # a region that somebody added and nothing belongs to yet
        load_page(
            report,
            NetworkPage,
            index,
            starter_id=region.code,
            values={
                "title": f"Netwerk {region.label}",
                "slug": region.code,
                "summary": summary_of(region, municipalities),
                "region": region,
            },
            children={"members": [NetworkMember(municipality=municipality) for municipality in municipalities]},
        )
    return report


def summary_of(region: ReferenceRegion, municipalities: list[Municipality]) -> str:
    """Return who belongs to the network of a region, its largest municipalities by name."""
    largest = sorted(municipalities, key=lambda municipality: -municipality.population)[:MOST_NAMES]
    names, others = [municipality.name for municipality in largest], len(municipalities) - len(largest)
    ending = f"{others} andere gemeenten" if others > 1 else names.pop() if not others else "1 andere gemeente"
    return (
        f"{', '.join(names)} en {ending} van de referentieregio {region.label}: "
        "wat er op de agenda staat en welke praktijken ze delen."
    )


def load_example_coordinator() -> Report:
    """Let the example account coordinate one network; once only, so that dismissing it lasts."""
    report = Report("example coordinator")
    network = NetworkPage.objects.filter(starter_id=EXAMPLE_NETWORK).first()
    user = User.objects.filter(email=COORDINATOR, is_active=True).first()
    if network is None or user is None:
        return report
    if PageLogEntry.objects.filter(page=network.pk, action=APPOINTED).exists():
        report.unchanged = 1
        return report
    appoint_coordinator(network=network, user=user, by=None)
    report.created = 1
    return report
