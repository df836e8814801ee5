"""Who keeps what of search in the admin: editors of AgII all of it."""

KEPT_MODELS = ("synonym", "promotion", "wordoverride", "invariant")
EDITOR_PERMISSIONS = (
    *(f"{action}_{model}" for model in KEPT_MODELS for action in ("view", "add", "change", "delete")),
    "view_searchlog",
)
"""What the group of editors gets on this app."""
