"""App configuration of portal.tasks."""

from django.apps import AppConfig


class TasksConfig(AppConfig):
    """Wires portal.tasks into the site."""

    name = "portal.tasks"
    label = "tasks"
    verbose_name = "Taken"
