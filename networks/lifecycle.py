"""The verbs of a network: open it for coordinators, appoint and dismiss them.

`Coordinator` rows are the truth. Wagtail gives rights to groups, so each network has one group, with rights on its page
(and so on its events) and on one collection of files; who is in that group follows from the rows, and `reconcile()`
puts right what somebody changed by hand.
"""

import datetime
import logging
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.log_actions import log
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission

from networks.models import Coordinator, NetworkPage, Workspace
from networks.permissions import may_run_networks

if TYPE_CHECKING:
    from portal.accounts.models import User

logger = logging.getLogger(__name__)

APPOINTED, DISMISSED = "networks.coordinator.appoint", "networks.coordinator.dismiss"
"""Entries in the history of a network."""
PAGE_PERMISSIONS = ("add_page", "change_page", "publish_page")
FILE_APPS = ("wagtailimages", "wagtaildocs")
FILE_PERMISSIONS = tuple(f"{action}_{kind}" for kind in ("image", "document") for action in ("add", "change", "choose"))
"""Asked of Wagtail's own models, whichever image and document model a site has."""


class CoordinationError(Exception):
    """A coordinator cannot be appointed or dismissed; the message says why, for the person who tried."""


@transaction.atomic
def open_network(*, network: NetworkPage) -> Group:
    """Give a network its group, its collection and the group's rights, where they are missing; return the group."""
    NetworkPage.objects.select_for_update().get(pk=network.pk)
    workspace, _created = Workspace.objects.get_or_create(network=network)
    if workspace.group is None:
        workspace.group = Group.objects.create(name=_free_name(network))
    if workspace.collection is None:
        workspace.collection = Collection.get_first_root_node().add_child(name=network.title[:255])
    workspace.save()
    _grant(workspace.group, workspace.collection, network)
    return workspace.group


@transaction.atomic
def appoint_coordinator(*, network: NetworkPage, user: "User", by: "User | None") -> Coordinator:
    """Make `user` a coordinator of `network`; `by` is who decides, None for the starter content.

    Raises `CoordinationError` when `by` may not appoint, when `user` cannot sign in, or coordinates it already.
    """
    _check_may_decide(by)
    if not user.is_active:
        raise CoordinationError(_("%(user)s kan niet aanmelden. Activeer eerst het account.") % {"user": user})
    group = open_network(network=network)
    coordinator, created = Coordinator.objects.get_or_create(network=network, user=user)
    if not created:
        raise CoordinationError(
            _("%(user)s is al coördinator van %(network)s.") % {"user": user, "network": network.title}
        )
    group.user_set.add(user)
    log(instance=network, action=APPOINTED, user=by, data={"coordinator": str(user)})
    return coordinator


@transaction.atomic
def dismiss_coordinator(*, network: NetworkPage, user: "User", by: "User | None") -> None:
    """End the coordination of `network` by `user`, who loses all rights on it at once.

    Raises `CoordinationError` when `by` may not decide this, or when `user` does not coordinate it.
    """
    _check_may_decide(by)
    found, _per_model = Coordinator.objects.filter(network=network, user=user).delete()
    if not found:
        raise CoordinationError(
            _("%(user)s is geen coördinator van %(network)s.") % {"user": user, "network": network.title}
        )
    user.groups.remove(open_network(network=network))
    log(instance=network, action=DISMISSED, user=by, data={"coordinator": str(user)})


def after_workspace(sender: Any, instance: Workspace, **kwargs: Any) -> None:
    """Signal handler: when a network is gone, so are its group, and its collection when no file is left in it."""
    if instance.group_id:
        Group.objects.filter(pk=instance.group_id).delete()
    if (collection := instance.collection) and not _has_files(collection):
        collection.delete()


def reconcile_nightly(at: datetime.datetime) -> str:
    """Periodic job: put groups right, and say in a sentence how many differed."""
    count = len(reconcile())
    return ngettext("%(count)s verschil rechtgezet.", "%(count)s verschillen rechtgezet.", count) % {"count": count}


@transaction.atomic
def reconcile() -> list[str]:
    """Make the groups of networks follow the appointments; return, in sentences, what differed."""
    found = []
    for network, missing, strange in _compared():
        group = open_network(network=network)
        group.user_set.add(*missing)
        group.user_set.remove(*strange)
        found += [f"{network.title}: {user} was appointed and was not in the group." for user in missing]
        found += [f"{network.title}: {user} was in the group and not appointed." for user in strange]
    for sentence in found:
        logger.warning("Coordinators put right: %s", sentence)
    return found


def _compared() -> list[tuple[NetworkPage, set[Any], set[Any]]]:
    """Return networks whose group differs: who is missing in the group, and who is there without appointment."""
    networks = NetworkPage.objects.select_related("workspace__group").prefetch_related(
        "coordinators__user", "workspace__group__user_set"
    )
    compared = []
    for network in networks:
        workspace = getattr(network, "workspace", None)
        appointed = {coordinator.user for coordinator in network.coordinators.all()}
        grouped = set(workspace.group.user_set.all()) if workspace and workspace.group else set()
        if appointed != grouped:
            compared.append((network, appointed - grouped, grouped - appointed))
    return compared


def _check_may_decide(by: "User | None") -> None:
    if by is not None and not may_run_networks(by):
        raise CoordinationError(_("Alleen een redacteur van AgII of een beheerder kiest wie coördineert."))


def _free_name(network: NetworkPage) -> str:
    name = f"Coördinatie {network.title}"[:140]
    return f"{name} ({network.pk})" if Group.objects.filter(name=name).exists() else name


def _grant(group: Group, collection: Collection, network: NetworkPage) -> None:
    group.permissions.add(Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin"))
    for permission in Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=PAGE_PERMISSIONS):
        GroupPagePermission.objects.get_or_create(group=group, page=network, permission=permission)
    for permission in Permission.objects.filter(content_type__app_label__in=FILE_APPS, codename__in=FILE_PERMISSIONS):
        GroupCollectionPermission.objects.get_or_create(group=group, collection=collection, permission=permission)


def _has_files(collection: Collection) -> bool:
    return any(
        model.objects.filter(collection=collection).exists() for model in (get_image_model(), get_document_model())
    )
