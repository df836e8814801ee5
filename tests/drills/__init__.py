"""Drills on real parts: what breaks in a site, broken on purpose (docs/operations.md, Drills)."""
