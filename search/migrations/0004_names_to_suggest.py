"""Names of entries to suggest while somebody types, and how words are written most; the worker fills both."""

import django.db.models.deletion
from django.db import migrations, models

TOGETHER = """
    ALTER TABLE search_entryname ADD CONSTRAINT search_entryname_entry
        FOREIGN KEY (entry_id) REFERENCES search_entry (id) ON DELETE CASCADE;
"""
APART = "ALTER TABLE search_entryname DROP CONSTRAINT search_entryname_entry"
AGAIN = "UPDATE search_entry SET digest = '', analyser = ''"


class Migration(migrations.Migration):
    dependencies = [("search", "0003_finished_lexemes")]

    operations = [
        migrations.CreateModel(
            name="EntryName",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=20)),
                ("is_whole", models.BooleanField()),
                ("beginning", models.CharField(db_collation="C", max_length=60)),
                ("other_name", models.CharField(blank=True, max_length=400)),
                ("weight", models.SmallIntegerField()),
                ("over_after", models.DateTimeField(null=True)),
                (
                    "entry",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="search.entry",
                    ),
                ),
            ],
            options={
                "verbose_name": "naam van een zoekingang",
                "verbose_name_plural": "namen van zoekingangen",
                "indexes": [
                    models.Index(
                        fields=["kind", "is_whole", "beginning"],
                        include=("entry", "weight", "over_after"),
                        name="search_entryname_beginning",
                    )
                ],
            },
        ),
        migrations.RunSQL(TOGETHER, APART),
        migrations.RunSQL(AGAIN, migrations.RunSQL.noop),
        migrations.AddField(
            model_name="lexemecount",
            name="written",
            field=models.CharField(blank=True, db_default="", default="", max_length=120),
        ),
        migrations.AddIndex(
            model_name="lexemecount",
            index=models.Index(
                condition=models.Q(("documents__gte", 2)),
                fields=["lexeme"],
                include=("documents", "written"),
                name="search_lexemecount_begins",
                opclasses=["varchar_pattern_ops"],
            ),
        ),
    ]
