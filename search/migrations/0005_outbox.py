"""Changes of entries wait for an engine outside the database, and each change of an entry has a number.

The number of a change is taken once the row is locked (a trigger before an update fires then; one before an insert does
not, see search.outbox), so that the numbers of one entry rise in the order of commits.
"""

import django.db.models.functions.datetime
from django.db import migrations, models

NUMBERED = """
    CREATE SEQUENCE search_revision;
    CREATE FUNCTION search_entry_revised() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN NEW.revision := nextval('search_revision'); RETURN NEW; END $$;
    CREATE TRIGGER search_entry_revised BEFORE UPDATE ON search_entry
        FOR EACH ROW EXECUTE FUNCTION search_entry_revised();
"""
UNNUMBERED = """
    DROP TRIGGER search_entry_revised ON search_entry;
    DROP FUNCTION search_entry_revised;
    DROP SEQUENCE search_revision;
"""


class Migration(migrations.Migration):
    dependencies = [("search", "0004_names_to_suggest")]

    operations = [
        migrations.AddField(
            model_name="entry",
            name="revision",
            field=models.BigIntegerField(db_default=0, editable=False),
        ),
        migrations.CreateModel(
            name="Outbox",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=20)),
                ("object_id", models.CharField(max_length=20)),
                ("revision", models.BigIntegerField()),
                ("created", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("attempts", models.SmallIntegerField(db_default=0)),
                ("due", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("error", models.TextField(blank=True, db_default="")),
                ("is_aside", models.BooleanField(db_default=False)),
            ],
            options={
                "verbose_name": "wachtende wijziging",
                "verbose_name_plural": "wachtende wijzigingen",
                "default_permissions": ("view",),
                "indexes": [models.Index(fields=["kind", "object_id"], name="search_outbox_item")],
            },
        ),
        migrations.RunSQL(NUMBERED, UNNUMBERED),
    ]
