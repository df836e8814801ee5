"""Models of guidelines."""

from practices.guidelines.models.guideline import GuidelineIndexPage, GuidelinePage
from practices.guidelines.models.second_editor import SecondEditorTask
from practices.guidelines.models.version import GuidelineVersion

__all__ = ["GuidelineIndexPage", "GuidelinePage", "GuidelineVersion", "SecondEditorTask"]
