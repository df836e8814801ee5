"""The synonyms that come with the site: abbreviations and everyday words of the field (starter/synonyms.json)."""

from pathlib import Path
from typing import Any

from portal.loaded_rows import Row, load_rows
from portal.loading import DataFault, Report, check_rows, check_values, read_json
from portal.pages.models import StarterRecord
from search.editors.synonyms import Synonym, key_of

STARTER = Path(__file__).parents[1] / "starter"
KIND = "search.synonym"
COLUMNS = ("words", "reason")


def load_synonyms(folder: Path = STARTER) -> Report:
    """Load them; what an editor changed, deleted or wrote before stays as it is."""
    file = folder / "synonyms.json"
    rows = check_rows(file, read_json(file), key="code", required=COLUMNS)
    checked = {row["code"]: _values(file, number, row) for number, row in enumerate(rows, start=1)}
    _check_once(file, checked)
    report = Report(file.name)
    here = set(Synonym.objects.exclude(code=None).values_list("code", flat=True))
    loaded = set(StarterRecord.objects.filter(kind=KIND).values_list("starter_id", flat=True))
    theirs = set(Synonym.objects.filter(code=None).values_list("key", flat=True))
    wanted = {}
    for code, values in checked.items():
        is_deleted = code in loaded and code not in here
        if is_deleted or key_of(values["words"], values["to_words"]) in theirs:
            report.kept.append(code)
        else:
            wanted[code] = values
    load_rows(report, Synonym, "code", [Row(code, values) for code, values in wanted.items()])
    StarterRecord.objects.bulk_create(
        [StarterRecord(kind=KIND, starter_id=code) for code in wanted if code not in loaded]
    )
    return report


def _values(file: Path, number: int, row: dict[str, Any]) -> dict[str, Any]:
    values = {"words": row["words"], "to_words": row.get("to_words", []), "reason": row["reason"]}
    check_values(file, number, Synonym, {"code": row["code"], **values})
    if not values["to_words"] and len(values["words"]) < 2:
        raise DataFault(file, number, "words", "a synonym without to_words has two words at least")
    return values


def _check_once(file: Path, checked: dict[str, dict[str, Any]]) -> None:
    seen: dict[str, str] = {}
    for code, values in checked.items():
        key = key_of(values["words"], values["to_words"])
        if key in seen:
            raise DataFault(file, code, "words", f"the same words stand in {seen[key]} too")
        seen[key] = code
