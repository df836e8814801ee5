"""A page that is live must be public by its own column too (portal.pages.constraints)."""

from django.db import migrations

from portal.pages.constraints import GuardPublicFlag


class Migration(migrations.Migration):
    dependencies = [("networks", "0002_initial")]

    operations = [
        GuardPublicFlag("networks_networkpage"),
        GuardPublicFlag("networks_networkindexpage"),
    ]
