"""The Dutch analyser: from a text to the words that it is found by, the same for every engine.

Each word has a place, an exact form (phrases, exclusion), a stem (inflections find each other) and, when it is a
compound, the stems of its parts (*taaloefenkansen*: taal, oefen, kans). Stop words have no stem: they stand in phrases,
and find nothing by themselves.
"""

from search.analysis.analyser import Analyser, Token, shared_analyser

__all__ = ["Analyser", "Token", "shared_analyser"]
