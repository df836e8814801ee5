"""A page that is live must be public by its own column too (portal.pages.constraints)."""

from django.db import migrations

from portal.pages.constraints import GuardPublicFlag


class Migration(migrations.Migration):
    dependencies = [("pages", "0001_initial")]

    operations = [
        GuardPublicFlag("pages_homepage"),
        GuardPublicFlag("pages_standardpage"),
    ]
