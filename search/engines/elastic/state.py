"""Which indices there are, which one answers, and what is wrong with that."""

import hashlib
import re
from dataclasses import dataclass

from search.engines.elastic.connection import Cluster, answering
from search.engines.elastic.mapping import FORMAT
from search.query.vocabulary import current_analyser

NAME = re.compile(r"(.+)-([0-9a-f]{10})-(\d+)-\d+")
"""Alias, analyser, format and moment of an index that we made (search.engines.elastic.indices)."""


@dataclass(frozen=True)
class State:
    """The indices of one prefix, by name."""

    alias: str
    serving: tuple[str, ...] = ()
    """Those that the alias names: one, if all is well."""
    building: tuple[str, ...] = ()
    """Those that are being filled, or were when a rebuild was cut."""
    others: tuple[str, ...] = ()
    """Further ones that we made."""

    @property
    def fatal(self) -> str:
        """Return why the index can neither be asked nor written, or nothing."""
        if not self.serving:
            return f"no index has the alias {self.alias}"
        if len(self.serving) > 1:
            return f"the alias {self.alias} names several indices: {', '.join(self.serving)}"
        name = self.serving[0]
        if self._made is None:
            return f"{name} stands where the index of search is expected"
        if self._made[1] != FORMAT:
            return f"the index {name} has format {self._made[1]}, and {FORMAT} is expected"
        return ""

    @property
    def is_of_later_format(self) -> bool:
        """Tell whether a later release made the index that answers: this process is what must go."""
        return self._made is not None and self._made[1] > FORMAT

    @property
    def is_of_other_words(self) -> bool:
        """Tell whether the index that answers was made with another version of the analyser."""
        return self._made is not None and self._made[0] != words()

    @property
    def _made(self) -> tuple[str, int] | None:
        """Analyser and format of the index that answers, if there is one and we made it."""
        return named(self.alias, self.serving[0]) if len(self.serving) == 1 else None


def building(alias: str) -> str:
    """Return the name under which an index is written while it is being filled."""
    return f"{alias}-building"


def state(cluster: Cluster) -> State:
    """Ask which indices there are."""
    alias = cluster.alias
    with answering():
        # The star finds what we made by its own name, and what somebody gave our alias by that.
        found = cluster.client.indices.get_alias(index=f"{alias}*", allow_no_indices=True).body
    serving = tuple(sorted(name for name, one in found.items() if name == alias or alias in one["aliases"]))
    filled = tuple(sorted(name for name, one in found.items() if building(alias) in one["aliases"]))
    ours = {name for name in found if named(alias, name)}
    return State(alias, serving, filled, tuple(sorted(ours - {*serving, *filled})))


def words() -> str:
    """Return what stands in the name of an index for the version of the analyser."""
    return hashlib.sha256(current_analyser().version.encode()).hexdigest()[:10]


def named(alias: str, name: str) -> tuple[str, int] | None:
    """Return analyser and format of an index by its name, or None when we did not make it."""
    found = NAME.fullmatch(name)
    return (found[2], int(found[3])) if found and found[1] == alias else None


def is_of_this_format(name: str) -> bool:
    """Tell whether an index that we made holds what this release reads."""
    found = NAME.fullmatch(name)
    return found is not None and int(found[3]) == FORMAT
