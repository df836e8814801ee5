"""Models of practices."""

from practices.models.anchoring import AnchoringScore
from practices.models.practice import PracticeIndexPage, PracticePage

__all__ = ["AnchoringScore", "PracticeIndexPage", "PracticePage"]
