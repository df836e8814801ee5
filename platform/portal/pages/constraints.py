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
  flag boolean;
  now_live boolean;
BEGIN
  SELECT live INTO now_live FROM wagtailcore_page WHERE id = NEW.id;
  EXECUTE format('SELECT is_public FROM %I WHERE page_ptr_id = $1', TG_ARGV[0]) INTO flag USING NEW.id;
  IF flag IS NOT NULL AND now_live IS NOT NULL AND flag <> now_live THEN
    RAISE EXCEPTION 'Page %: live and is_public differ; publish through save()', NEW.id
      USING ERRCODE = 'check_violation', CONSTRAINT = TG_ARGV[0] || '_public_flag';
  END IF;
  RETURN NULL;
END
$$ LANGUAGE plpgsql;
"""


class GuardPublicFlag(migrations.RunSQL):
    """Migration operation: make the database refuse a page of `table` that is live without being public."""

    def __init__(self, table: str) -> None:
        self.table = table
        super().__init__(
            sql=[
                _FUNCTION,
                f"CREATE CONSTRAINT TRIGGER {table}_public_flag AFTER INSERT OR UPDATE OF live ON wagtailcore_page "
                "DEFERRABLE INITIALLY DEFERRED FOR EACH ROW "
                f"EXECUTE FUNCTION samenwijs_public_flag_agrees('{table}')",
            ],
            reverse_sql=f"DROP TRIGGER IF EXISTS {table}_public_flag ON wagtailcore_page",
        )

    def deconstruct(self) -> tuple[str, list[str], dict[str, str]]:
        """Name the table only; the SQL is made here."""
        return self.__class__.__qualname__, [self.table], {}
