"""Database rules for what is public.

Drafts are incomplete by design, so completeness binds public pages only. Wagtail's `live` stands in the parent table
where a CHECK of ours cannot see it; each page therefore carries `is_public`, written by `save()`, and constraints read
`NOT is_public OR …`. A deferred trigger compares the two at commit, so that `QuerySet.update(live=True)` cannot pass.
"""

from django.db import migrations, models
from django.db.models import Q


def required_when_public(name: str, condition: Q) -> models.CheckConstraint:
    """Return a named CHECK that asks `condition` of public pages only."""
    return models.CheckConstraint(condition=Q(is_public=False) | condition, name=name)


_FUNCTION = """
CREATE OR REPLACE FUNCTION samenwijs_public_flag_agrees() RETURNS trigger AS $$
DECLARE
  page integer;
  flag boolean;
  now_live boolean;
BEGIN
  IF TG_TABLE_NAME = 'wagtailcore_page' THEN
    page := NEW.id;
  ELSE
    page := NEW.page_ptr_id;
  END IF;
  SELECT live INTO now_live FROM wagtailcore_page WHERE id = page;
  EXECUTE format('SELECT is_public FROM %I WHERE page_ptr_id = $1', TG_ARGV[0]) INTO flag USING page;
  IF flag IS NOT NULL AND now_live IS NOT NULL AND flag <> now_live THEN
    RAISE EXCEPTION 'Page %: live and is_public differ; publish through save()', page
      USING ERRCODE = 'check_violation', CONSTRAINT = TG_ARGV[0] || '_public_flag';
  END IF;
  RETURN NULL;
END
$$ LANGUAGE plpgsql;
"""
_TRIGGER = """
CREATE CONSTRAINT TRIGGER {table}_public_flag AFTER INSERT OR UPDATE OF {column} ON {watched}
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION samenwijs_public_flag_agrees('{table}')
"""


class GuardPublicFlag(migrations.RunSQL):
    """Migration operation: make the database refuse a page of `table` of which `live` and `is_public` differ.

    Both sides are watched: `live` in Wagtail's table, and `is_public` in the page's own.
    """

    def __init__(self, table: str) -> None:
        self.table = table
        watched = {"wagtailcore_page": "live", table: "is_public"}
        super().__init__(
            sql=[_FUNCTION, *(_TRIGGER.format(table=table, column=watched[on], watched=on) for on in watched)],
            reverse_sql=[f"DROP TRIGGER IF EXISTS {table}_public_flag ON {on}" for on in watched],
        )

    def deconstruct(self) -> tuple[str, list[str], dict[str, str]]:
        """Name the table only; the SQL is made here."""
        return self.__class__.__qualname__, [self.table], {}
