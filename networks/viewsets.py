"""Networks and their coordinators in the admin.

The list of networks shows a coordinator the own ones, and who looks after all networks all of them. Who coordinates is
decided in a list of its own, by the verbs of networks.lifecycle.
"""

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import CreateView, DeleteView
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.viewsets.pages import PageListingViewSet

from networks.lifecycle import CoordinationError, appoint_coordinator, dismiss_coordinator
from networks.models import Coordinator, NetworkPage
from networks.permissions import may_run_networks
from portal.accounts.models import User


class NetworkFilterSet(WagtailFilterSet):
    """Filters of the list of networks."""

    is_coordinated = django_filters.BooleanFilter(
        field_name="coordinators", lookup_expr="isnull", exclude=True, distinct=True, label=_("heeft een coördinator")
    )

    class Meta:
        model = NetworkPage
        fields = ("region", "live")


class NetworkIndexView(IndexView):
    """A list of networks with who coordinates each."""

    def annotate_queryset(self, pages: Any) -> Any:
        """Read the coordinators of all rows at once."""
        return super().annotate_queryset(pages).prefetch_related("coordinators__user")

    def get_add_url(self) -> str | None:
        """Offer to add a network to who may; a coordinator adds events only."""
        return super().get_add_url() if may_run_networks(self.request.user) else None


class NetworkListingViewSet(PageListingViewSet):
    """All networks that one may edit."""

    model = NetworkPage
    index_view_class = NetworkIndexView
    icon = "site"
    menu_label = _("Netwerken")
    menu_order = 10
    add_to_admin_menu = False
    filterset_class = NetworkFilterSet

    columns = (
        *(column for column in IndexView.base_columns if column.name != "parent"),
        Column(
            "coordinators",
            label=_("Coördinatoren"),
            accessor=lambda network: ", ".join(str(row.user) for row in network.coordinators.all()),
        ),
    )


class AppointmentForm(forms.ModelForm):  # type: ignore[type-arg]
    """Asks which network and whose account; accounts are named by their mail address, and never listed."""

    email = forms.EmailField(
        label=_("E-mailadres van het account"),
        help_text=_("De coördinator heeft al een account nodig. Een beheerder maakt dat onder Instellingen."),
    )

    class Meta:
        model = Coordinator
        fields = ("network",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["network"].queryset = NetworkPage.objects.order_by("title")  # type: ignore[attr-defined]

    def clean_email(self) -> User:
        """Return the account."""
        user = User.objects.filter(email__iexact=self.cleaned_data["email"], is_active=True).first()
        if user is None:
            raise forms.ValidationError(_("Er is geen actief account met dit adres. Kijk het adres na."))
        return user


class AppointView(CreateView):
    """Appoints a coordinator."""

    page_title = _("Stel een coördinator aan")
    submit_button_label = _("Stel aan")
    success_message = _("%(object)s: aangesteld.")

    def get_initial(self) -> dict[str, Any]:
        """Start with the network that the address names."""
        asked = self.request.GET.get("network", "")
        return {"network": asked} if asked.isascii() and asked.isdigit() and len(asked) < 10 else {}

    def form_valid(self, form: AppointmentForm) -> HttpResponse:
        """Appoint, or say at the form why not."""
        self.form = form
        network, user = form.cleaned_data["network"], form.cleaned_data["email"]
        try:
            self.object = appoint_coordinator(network=network, user=user, by=self.request.user)
        except CoordinationError as refusal:
            form.add_error("email", str(refusal))
            self.produced_error_message = self.get_error_message()
            return self.form_invalid(form)  # type: ignore[no-any-return]
        return self.save_action()  # type: ignore[no-any-return]

    def get_success_buttons(self) -> list[Any]:
        """None: an appointment is not edited."""
        return []


class DismissView(DeleteView):
    """Ends the coordination of a network by somebody."""

    page_title = _("Beëindig de coördinatie")
    success_message = _("%(object)s: beëindigd.")
    confirmation_message = _(
        "De coördinator verliest meteen alle rechten op het netwerk. Wat die persoon maakte, blijft."
    )

    def delete_action(self) -> None:
        """Dismiss."""
        dismiss_coordinator(network=self.object.network, user=self.object.user, by=self.request.user)


class CoordinatorViewSet(ModelViewSet):
    """Who coordinates which network."""

    model = Coordinator
    icon = "user"
    menu_label = _("Coördinatoren")
    menu_order = 30
    url_prefix = "coordinatoren"
    add_view_class = AppointView
    delete_view_class = DismissView
    copy_view_enabled = False
    add_to_reference_index = False
    list_display = ("user", "network", "since")
    list_filter = ("network",)
    search_fields = ("user__email", "user__first_name", "user__last_name", "network__title")
    ordering = ("network__title", "user__email")

    def get_form_class(self, for_update: bool = False) -> type[AppointmentForm]:
        """Ask for network and account."""
        return AppointmentForm

    def get_queryset(self, request: Any) -> QuerySet[Coordinator]:
        """Read people and networks with the rows."""
        return Coordinator.objects.select_related("user", "network")
