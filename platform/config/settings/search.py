"""Which engine answers searches, and how to reach it."""

from importlib.util import find_spec
from typing import Any

from config.environment import ENVIRONMENT, EnvironmentProblem

SEARCH_ENGINE = ENVIRONMENT.search_engine
ELASTICSEARCH: dict[str, Any] = {
    "urls": ENVIRONMENT.elasticsearch_url,
    "api_key": ENVIRONMENT.elasticsearch_api_key,
    "user": ENVIRONMENT.elasticsearch_user,
    "password": ENVIRONMENT.elasticsearch_password,
    "ca_certificate": ENVIRONMENT.elasticsearch_ca_certificate,
    "index_prefix": ENVIRONMENT.elasticsearch_index_prefix,
    "replicas": ENVIRONMENT.elasticsearch_replicas,
}
if SEARCH_ENGINE == "elasticsearch" and find_spec("elasticsearch") is None:
    raise EnvironmentProblem(
        "Samenwijs cannot start: SEARCH_ENGINE is elasticsearch and its client is not installed: "
        "pip install --require-hashes -r requirements/run.txt."
    )
