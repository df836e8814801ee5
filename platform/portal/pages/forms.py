"""Editing forms of pages."""

from typing import Any

from wagtail.admin.forms import WagtailAdminPageForm

from portal.pages.widgets import make_lists_easy
from portal.reference.forms import offer_terms


class CompleteWhenPublicForm(WagtailAdminPageForm):
    """A page form that accepts any draft, and says in sentences what is missing when somebody publishes.

    Its lists offer the terms that may be chosen, and those that the page has already.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_terms(self)
        make_lists_easy(self)

    def is_valid(self) -> bool:
        """Validate as Wagtail does; unless a draft is being saved, ask the page what keeps it from being public.

        An empty field that the page asks for is then not merely *verplicht*: the page's own sentence says what to do,
        for all such fields at once.
        """
        if self.is_deferred_validation:
            return bool(super().is_valid())
        asked = {fault.field for fault in type(self.instance)().publication_faults()}
        required = [field for name, field in self.fields.items() if name in asked and field.required]
        for field in required:
            field.required = False
        valid = bool(super().is_valid())
        for field in required:
            field.required = True
        if not valid:
            return False
        for fault in self.save(commit=False).publication_faults():
            self.add_error(fault.field if fault.field in self.fields else None, fault.sentence)
        return not self.errors
