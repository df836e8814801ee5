"""Wiring into Wagtail's admin: our colours, and a menu without what has no use here."""

from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin.menu import MenuItem


@hooks.register("insert_global_admin_css")
def our_colours() -> SafeString:
    """Load the admin's colours."""
    return format_html('<link rel="stylesheet" href="{}">', static("portal/admin/admin.css"))


@hooks.register("construct_main_menu")
def hide_foreign_help(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """Leave out Wagtail's own help: it leads to pages in English about another product."""
    menu_items[:] = [item for item in menu_items if item.name != "help"]
