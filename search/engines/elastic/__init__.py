"""The engine on Elasticsearch, when one machine is outgrown. Only this package imports its client."""
