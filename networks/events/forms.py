"""The editing form of an event."""

from typing import Any

from django.utils.translation import gettext as _

from networks.models import NetworkPage
from portal.pages.choosing import may_choose
from portal.pages.forms import CompleteWhenPublicForm


class EventForm(CompleteWhenPublicForm):
    """A form that knows, for a new event of a network, who organises it and who answers."""

    def __init__(self, data: Any = None, files: Any = None, parent_page: Any = None, *args: Any, **kwargs: Any) -> None:
        event, network = kwargs.get("instance"), parent_page and parent_page.specific
        if event is not None and event.pk is None and isinstance(network, NetworkPage):
            event.owner_organisation = event.owner_organisation or network.coordinating_organisation
            event.contact_service = event.contact_service or network.contact_service
            event.contact_mailbox = event.contact_mailbox or network.contact_mailbox
        super().__init__(data, files, parent_page, *args, **kwargs)

    def clean(self) -> dict[str, Any]:
        """Refuse practices in the programme that no chooser offers: drafts of others."""
        cleaned: dict[str, Any] = super().clean()
        chosen = [block.value["practice"] for block in cleaned.get("programme") or [] if block.value["practice"]]
        if self.for_user is not None and not may_choose(self.for_user, chosen):
            self.add_error("programme", _("Kies alleen praktijken die openbaar zijn."))
        return cleaned
