"""Where another process of `straight` begins: before Django is there, so nothing of it is imported above."""

import pickle

import django


def begin(maker: bytes) -> None:
    """Make Django ready, then take over what the first process knows."""
    django.setup()
    from search.generation import straight  # noqa: PLC0415  its models ask for Django

    straight.begin(pickle.loads(maker))  # noqa: S301  of our own process
