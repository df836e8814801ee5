"""A version that was public stays: its number never comes back, and what a higher one replaced is frozen."""

from django.db import migrations

PAGE = """
CREATE FUNCTION samenwijs_guideline_number_stays() RETURNS trigger AS $$
BEGIN
  IF NEW.is_public AND NEW.version IS NOT NULL AND EXISTS (
    SELECT 1 FROM guidelines_guidelineversion WHERE guideline_id = NEW.page_ptr_id AND number > NEW.version
  ) THEN
    RAISE EXCEPTION 'Guideline %: a higher version was public already', NEW.page_ptr_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'guidelines_number_never_goes_back';
  END IF;
  RETURN NEW;
END
$$ LANGUAGE plpgsql;
CREATE TRIGGER guidelines_number_never_goes_back
  BEFORE INSERT OR UPDATE OF version, is_public ON guidelines_guidelinepage
  FOR EACH ROW EXECUTE FUNCTION samenwijs_guideline_number_stays();
"""
VERSION = """
CREATE FUNCTION samenwijs_guideline_version_stays() RETURNS trigger AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND
    (NEW.guideline_id, NEW.number, NEW.content, NEW.valid_from, NEW.valid_to, NEW.what_changed, NEW.checked_on)
    IS NOT DISTINCT FROM
    (OLD.guideline_id, OLD.number, OLD.content, OLD.valid_from, OLD.valid_to, OLD.what_changed, OLD.checked_on)
  THEN
    RETURN NEW;  -- only its revision was purged
  END IF;
  IF EXISTS (
    SELECT 1 FROM guidelines_guidelineversion
    WHERE guideline_id = NEW.guideline_id AND id IS DISTINCT FROM NEW.id AND number > LEAST(NEW.number, OLD.number)
  ) THEN
    RAISE EXCEPTION 'Version % of guideline % was replaced and stays as it was', NEW.number, NEW.guideline_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'guidelines_version_stays';
  END IF;
  RETURN NEW;
END
$$ LANGUAGE plpgsql;
CREATE TRIGGER guidelines_version_stays
  BEFORE INSERT OR UPDATE ON guidelines_guidelineversion
  FOR EACH ROW EXECUTE FUNCTION samenwijs_guideline_version_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("guidelines", "0003_guard_public_flag")]

    operations = [
        migrations.RunSQL(
            PAGE,
            "DROP TRIGGER guidelines_number_never_goes_back ON guidelines_guidelinepage;"
            "DROP FUNCTION samenwijs_guideline_number_stays();",
        ),
        migrations.RunSQL(
            VERSION,
            "DROP TRIGGER guidelines_version_stays ON guidelines_guidelineversion;"
            "DROP FUNCTION samenwijs_guideline_version_stays();",
        ),
    ]
