"""What keeps a page from being public: completeness, asked at the one door that all publishing goes through."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError


@dataclass(frozen=True)
class Fault:
    """Something that is missing before a page may be public."""

    field: str
    """Name of the form field where the author repairs it."""
    sentence: str
    """What to do, in a sentence for the author."""


class PublicationRefused(ValidationError):  # noqa: N818  named for what happened, as Wagtail names its own
    """A page cannot become public yet; holds the sentences that say what to do."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = faults
        super().__init__([fault.sentence for fault in faults])
