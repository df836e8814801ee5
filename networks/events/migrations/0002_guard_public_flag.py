"""A page that is live must be public by its own column too (portal.pages.constraints)."""

from django.db import migrations

from portal.pages.constraints import GuardPublicFlag


class Migration(migrations.Migration):
    dependencies = [("events", "0001_initial")]

    operations = [
        GuardPublicFlag("events_eventpage"),
        GuardPublicFlag("events_eventindexpage"),
    ]
