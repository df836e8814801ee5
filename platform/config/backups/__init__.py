"""One archive that holds all that cannot be made again, and the way back (docs/operations.md, Backup)."""
