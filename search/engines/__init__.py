"""The engine that answers: the rest of search knows it by its protocol only."""

from search.engines.postgresql.engine import PostgreSQLEngine
from search.engines.protocol import Engine

engine: Engine = PostgreSQLEngine()
