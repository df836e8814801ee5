"""The engine that answers: the rest of search knows it by its protocol only."""

from django.conf import settings

from search.engines.fallback import FallbackEngine
from search.engines.postgresql.engine import PostgreSQLEngine
from search.engines.protocol import Engine


def engine_of_settings() -> Engine:
    """Return the engine that the settings name; PostgreSQL answers when that is away."""
    if settings.SEARCH_ENGINE == "postgresql":
        return PostgreSQLEngine()
    return FallbackEngine(_elastic_engine(), PostgreSQLEngine())


def engines() -> dict[str, Engine]:
    """Return the engines that can be tried here, by name: Elasticsearch where the settings name a node."""
    found: dict[str, Engine] = {"postgresql": PostgreSQLEngine()}
    return found | ({"elasticsearch": _elastic_engine()} if settings.ELASTICSEARCH["urls"] else {})


def _elastic_engine() -> Engine:
    # The client is an extra, which a site on PostgreSQL does not need.
    from search.engines.elastic.connection import cluster_of_settings  # noqa: PLC0415
    from search.engines.elastic.engine import ElasticEngine  # noqa: PLC0415

    return ElasticEngine(cluster_of_settings())


engine = engine_of_settings()
