"""What other apps tell the operator: figures on `/metrics`, and a word on `/readyz`. Each registers its own."""

from collections.abc import Callable, Iterable, Iterator

from prometheus_client import Metric

Collect = Callable[[], Iterable[Metric]]
_collectors: dict[str, Collect] = {}
_states: dict[str, Callable[[], str]] = {}


def register_figures(name: str, collect: Collect) -> None:
    """Show on `/metrics` what `collect` measures at that moment."""
    _collectors[name] = collect


def register_state(name: str, say: Callable[[], str]) -> None:
    """Show on `/readyz` in plain words how a part is doing; for information, it makes the site no less ready."""
    _states[name] = say


def figures() -> Iterator[Metric]:
    """Measure all that is registered."""
    for collect in _collectors.values():
        yield from collect()


def states() -> dict[str, str]:
    """Ask all that is registered."""
    return {name: say() for name, say in _states.items()}
