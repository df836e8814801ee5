"""Wiring into Wagtail's admin: our colours, and a menu without what has no use here."""

from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import PageLogEntry
from wagtail.query import PageQuerySet

from portal.pages.choosing import choosable, looks_after_site
from portal.pages.schedule import REFUSED_ACTION


@hooks.register("insert_global_admin_css")
def our_colours() -> SafeString:
    """Load the admin's colours."""
    return format_html('<link rel="stylesheet" href="{}">', static("portal/admin/admin.css"))


@hooks.register("construct_page_chooser_queryset")
def offer_what_may_be_chosen(pages: PageQuerySet, request: HttpRequest) -> PageQuerySet:
    """Offer public pages and one's own in choosers."""
    return choosable(pages, request)


@hooks.register("construct_main_menu")
def hide_foreign_help(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """Leave out Wagtail's own help: it leads to pages in English about another product."""
    menu_items[:] = [item for item in menu_items if item.name != "help"]


@hooks.register("construct_reports_menu")
def hide_report_of_all_pages(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """Leave out the report on page types for who may not open it."""
    if not looks_after_site(request.user):
        menu_items[:] = [item for item in menu_items if item.name != "page-types-usage"]


class RefusedPublication(LogFormatter):
    """How a page's history tells that it was not published on its day."""

    label = _("Gepland publiceren geweigerd")

    def format_message(self, log_entry: PageLogEntry) -> str:
        """Say what was missing, in the sentences that the editor would have seen."""
        return gettext("Op de geplande dag niet gepubliceerd. %(sentences)s") % {
            "sentences": " ".join(log_entry.data["sentences"])
        }


@hooks.register("register_log_actions")
def name_refused_publication(actions: LogActionRegistry) -> None:
    """Let the history of a page say why it was not published on its day."""
    actions.register_action(REFUSED_ACTION)(RefusedPublication)
