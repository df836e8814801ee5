"""Editing forms of pages."""

from wagtail.admin.forms import WagtailAdminPageForm


class CompleteWhenPublicForm(WagtailAdminPageForm):
    """A page form that accepts any draft, and says in sentences what is missing when somebody publishes."""

    def is_valid(self) -> bool:
        """Validate as Wagtail does; unless a draft is being saved, ask the page what keeps it from being public."""
        valid: bool = super().is_valid()
        if not valid or self.is_deferred_validation:
            return valid
        for fault in self.save(commit=False).publication_faults():
            self.add_error(fault.field if fault.field in self.fields else None, fault.sentence)
        return not self.errors
