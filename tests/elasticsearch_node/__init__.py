"""A genuine Elasticsearch node on this machine, built from the packages of its server (README.md)."""
