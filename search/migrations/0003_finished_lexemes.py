"""Entries hold finished lexemes and small numbers for facets; what was indexed before is indexed again by the worker."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
from django.db import migrations, models

STORAGE = """
    ALTER TABLE search_entry
        ALTER COLUMN head SET STORAGE MAIN, ALTER COLUMN facets SET STORAGE MAIN, ALTER COLUMN names SET STORAGE MAIN,
        ALTER COLUMN body SET STORAGE EXTERNAL,
        SET (toast_tuple_target = 256);
"""
"""What is read of every match stands in the row, the rest beside the table: a row is small, and many fit a page."""
EMPTY = "UPDATE search_entry SET digest = '', analyser = ''"


class Migration(migrations.Migration):
    dependencies = [("search", "0002_what_editors_keep")]

    operations = [
        migrations.CreateModel(
            name="FacetValue",
            fields=[
                ("id", models.AutoField(primary_key=True, serialize=False)),
                ("value", models.CharField(max_length=80, unique=True)),
            ],
            options={"verbose_name": "filterwaarde", "verbose_name_plural": "filterwaarden"},
        ),
        migrations.CreateModel(
            name="LexemeCount",
            fields=[
                ("lexeme", models.CharField(max_length=120, primary_key=True, serialize=False)),
                ("documents", models.IntegerField()),
            ],
            options={"verbose_name": "woord van het lexicon", "verbose_name_plural": "woorden van het lexicon"},
        ),
        migrations.RemoveIndex(model_name="entry", name="search_entry_vector"),
        migrations.RemoveIndex(model_name="entry", name="search_entry_facets"),
        migrations.RemoveField(model_name="entry", name="vector"),
        migrations.RemoveField(model_name="entry", name="facets"),
        migrations.AddField(
            model_name="entry",
            name="facets",
            field=django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), default=list, size=None),
        ),
        migrations.AddField(
            model_name="entry",
            name="head",
            field=django.contrib.postgres.search.SearchVectorField(default=""),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="entry",
            name="body",
            field=django.contrib.postgres.search.SearchVectorField(default=""),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="entry",
            name="analyser",
            field=models.CharField(db_index=True, default="", max_length=100),
        ),
        migrations.AddField(model_name="entry", name="is_archived", field=models.BooleanField(default=False)),
        migrations.AddField(model_name="entry", name="weight", field=models.FloatField(default=1.0)),
        migrations.AddField(model_name="entry", name="quality", field=models.SmallIntegerField(default=0)),
        migrations.AddField(model_name="entry", name="uptake", field=models.IntegerField(default=0)),
        migrations.AddField(
            model_name="entry",
            name="sort_title",
            field=models.CharField(default="", max_length=400),
            preserve_default=False,
        ),
        migrations.AddIndex(
            model_name="entry",
            index=django.contrib.postgres.indexes.GinIndex(fastupdate=False, fields=["body"], name="search_entry_body"),
        ),
        migrations.AddIndex(
            model_name="entry",
            index=django.contrib.postgres.indexes.GinIndex(
                fastupdate=False, fields=["facets"], name="search_entry_facets"
            ),
        ),
        migrations.RunSQL(STORAGE, migrations.RunSQL.noop),
        migrations.RunSQL(EMPTY, migrations.RunSQL.noop),
    ]
