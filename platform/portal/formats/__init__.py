"""How dates and numbers are written in Dutch as spoken in Belgium."""
