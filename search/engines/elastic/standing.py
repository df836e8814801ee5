"""What an administrator is told of the index."""

from dataclasses import dataclass

from search.engines.elastic.connection import Cluster
from search.engines.elastic.repairing import count, problem
from search.engines.elastic.state import state


@dataclass(frozen=True)
class Standing:
    """How the index stands."""

    index: str
    """The name of the one that answers, or nothing."""
    documents: int
    problem: str
    """What is wrong with it, in words for operators, or nothing."""
    is_being_made: bool


def standing(cluster: Cluster) -> Standing:
    """Ask the cluster; raises `EngineAwayError`."""
    now = state(cluster)
    documents = 0 if now.fatal else count(cluster)
    return Standing(", ".join(now.serving), documents, problem(cluster, now), bool(now.building))
