"""Models of practices."""

from practices.models.anchoring import AnchoringScore
from practices.models.index import PracticeIndexPage
from practices.models.practice import PracticePage

__all__ = ["AnchoringScore", "PracticeIndexPage", "PracticePage"]
