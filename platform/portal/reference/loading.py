"""Loading the vocabularies and the programmes from their data files (data/NOTICE.md names the sources)."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError

from portal.loaded_rows import Row, load_rows
from portal.loading import Codes, DataFault, Report, check_rows, check_values, read_json
from portal.reference import models as reference
from portal.reference.models import Action, Crosswalk, Objective, Programme, TargetGroup, Term, Theme

DATA = Path(__file__).parent / "data"

VOCABULARIES: dict[str, type[Term]] = {
    "themes": Theme,
    "target_groups": TargetGroup,
    "policy_domains": reference.PolicyDomain,
    "audiences": reference.Audience,
    "evidence_kinds": reference.EvidenceKind,
    "development_types": reference.DevelopmentType,
    "anchoring_factors": reference.AnchoringFactor,
    "anchoring_scale": reference.AnchoringScale,
    "after_subsidy_statuses": reference.AfterSubsidyStatus,
    "cooperation_forms": reference.CooperationForm,
    "barriers": reference.Barrier,
    "support_types": reference.SupportType,
    "support_levels": reference.SupportLevel,
    "agii_roles": reference.AgiiRole,
    "offer_statuses": reference.OfferStatus,
    "external_dependency": reference.ExternalDependency,
    "funding_sources": reference.FundingSource,
    "quality_levels": reference.QualityLevel,
    "municipality_size_classes": reference.SizeClass,
    "provinces": reference.Province,
    "reference_regions": reference.ReferenceRegion,
    "practice_statuses": reference.PracticeStatus,
    "event_kinds": reference.EventKind,
    "guideline_kinds": reference.GuidelineKind,
    "organisation_kinds": reference.OrganisationKind,
}
"""Each list of themes.json with the model of its terms."""

PROGRAMME_LISTS: dict[str, type[Term]] = {"programmes": Programme, "objectives": Objective, "actions": Action}

KPI_COLUMNS = (
    "other_instrument",
    "kpi_criterion",
    "kpi_unit_from_second_call",
    "max_flemish_contribution_eur",
    "kpi_note",
)
NOT_IN_FILE = {"id", "code", "loaded_digest", "ended_on", "kpi"}


def load_vocabularies(folder: Path = DATA) -> Report:
    """Load the 25 lists of themes.json; an ended term stays ended."""
    file = folder / "themes.json"
    content = _lists(file, VOCABULARIES)
    checked = {name: _checked_terms(file, name, model, content[name]) for name, model in VOCABULARIES.items()}
    report = Report(file.name)
    for name, model in VOCABULARIES.items():
        _load_terms(report, model, checked[name])
    return report


def load_programmes(folder: Path = DATA) -> Report:
    """Load programmes, objectives and actions, and the crosswalk from ended actions to those that continue them."""
    file = folder / "programmes.json"
    content = _lists(file, ["programmes", "objectives", "actions", "crosswalk"])
    checked = {name: _checked_terms(file, name, model, content[name]) for name, model in PROGRAMME_LISTS.items()}
    crosswalk = _checked_crosswalk(file, content["crosswalk"], {row["code"] for row in content["actions"]})
    report = Report(file.name)
    programmes = _load_terms(report, Programme, checked["programmes"])
    _resolve(file, "objectives", checked["objectives"], {"programme": programmes})
    objectives = _load_terms(report, Objective, checked["objectives"])
    _resolve(file, "actions", checked["actions"], {"programme": programmes, "objective": objectives})
    _load_actions(report, file, content["actions"], checked["actions"], crosswalk)
    return report


def _lists(file: Path, names: Any) -> dict[str, Any]:
    content = read_json(file)
    for name in names:
        if not isinstance(content, dict) or name not in content:
            raise DataFault(file, "-", name, "the list is missing")
    return dict(content)


def _listed(file: Path, name: str) -> Path:
    """Return a name for one list of a file, as faults show it: `themes.json#target_groups`."""
    return file.with_name(f"{file.name}#{name}")


def _checked_terms(file: Path, name: str, model: type[Term], rows: Any) -> dict[str, dict[str, Any]]:
    """Return the values of each term by code, every field checked; a parent stays a code until it is loaded."""
    listed = _listed(file, name)
    fields = [field for field in model._meta.concrete_fields if field.name not in NOT_IN_FILE]
    required = ["label", "sort", "origin"] if name in VOCABULARIES else ["label", "sort"]
    required += [f.name for f in fields if not (f.blank or f.has_default() or f.name in required)]
    check_rows(listed, rows, key="code", required=required)
    parents = {row["code"]: row.get("parent") for row in rows}
    terms = {}
    for number, row in enumerate(rows, start=1):
        values = {field.name: _value(listed, number, field, row) for field in fields}
        check_values(listed, number, model, {"code": row["code"], **values})
        if "parent" in values:
            _check_parent(listed, number, row["code"], parents)
        terms[row["code"]] = values
    return terms


def _value(file: Path, number: int, field: Any, row: Mapping[str, Any]) -> Any:
    value = row.get(field.name)
    if field.is_relation:
        return value
    if value is None:
        return None if field.null else field.get_default()
    try:
        return field.to_python(value)
    except ValidationError as error:
        raise DataFault(file, number, field.name, " ".join(error.messages)) from error


def _check_parent(file: Path, number: int, code: str, parents: Mapping[str, str | None]) -> None:
    parent = parents[code]
    if parent is None:
        return
    if parent not in parents:
        raise DataFault(file, number, "parent", f"{parent!r} is not a known code")
    if parent == code or parents[parent] is not None:
        raise DataFault(file, number, "parent", f"{parent!r} has a parent itself: the list is two levels deep")


def _load_terms(report: Report, model: type[Term], terms: Mapping[str, dict[str, Any]]) -> dict[str, Any]:
    """Load the terms, those without a parent first, and return all by code."""
    known = _load(report, model, {code: values for code, values in terms.items() if values.get("parent") is None})
    below = {code: values for code, values in terms.items() if values.get("parent") is not None}
    for values in below.values():
        values["parent"] = known[values["parent"]]
    return _load(report, model, below) if below else known


def _load(report: Report, model: type[Term], terms: Mapping[str, dict[str, Any]]) -> dict[str, Any]:
    return load_rows(report, model, "code", [Row(code, values) for code, values in terms.items()])


def _resolve(
    file: Path, name: str, terms: Mapping[str, dict[str, Any]], codes: Mapping[str, Mapping[str, Any]]
) -> None:
    """Replace the codes in the named columns by the rows that carry them."""
    for number, values in enumerate(terms.values(), start=1):
        for column, rows in codes.items():
            values[column] = Codes(_listed(file, name), rows).one(values[column], row=number, column=column)


def _checked_crosswalk(file: Path, rows: Any, actions: set[str]) -> dict[str, list[tuple[str, str]]]:
    """Return for each old action its new ones, as code and relation."""
    listed = _listed(file, "crosswalk")
    check_rows(listed, rows, key="from", required=["new_actions"])
    crosswalk: dict[str, list[tuple[str, str]]] = {}
    for number, row in enumerate(rows, start=1):
        pairs = [(new.get("code"), new.get("relation")) for new in row["new_actions"]]
        for code in [row["from"], *(code for code, _ in pairs)]:
            if code not in actions:
                raise DataFault(listed, number, "new_actions", f"{code!r} is not a known code")
        for code, relation in pairs:
            if relation not in Crosswalk.Relation.values:
                raise DataFault(listed, number, "new_actions", f"{relation!r} is not a known relation")
            if code in crosswalk:
                raise DataFault(listed, number, "new_actions", f"{code!r} is an old action itself")
        crosswalk[row["from"]] = pairs
    return crosswalk


def _load_actions(
    report: Report,
    file: Path,
    rows: list[dict[str, Any]],
    terms: Mapping[str, dict[str, Any]],
    crosswalk: Mapping[str, list[tuple[str, str]]],
) -> None:
    """Load the actions, new ones first, because an old action holds the links to those that continue it."""
    listed = _listed(file, "actions")
    themes, groups = Codes.of(listed, Theme), Codes.of(listed, TargetGroup)
    relations = {
        row["code"]: {
            "themes": themes.many(row.get("themes", ()), row=number, column="themes"),
            "target_groups": groups.many(row.get("target_groups", ()), row=number, column="target_groups"),
        }
        for number, row in enumerate(rows, start=1)
    }
    figures = {
        row["code"]: {"rows": row.get("kpi", []), **{name: row[name] for name in KPI_COLUMNS if name in row}}
        for row in rows
    }
    known: dict[str, Any] = {}
    for is_old in (False, True):
        known |= load_rows(
            report,
            Action,
            "code",
            [
                Row(
                    code,
                    {**values, "kpi": figures[code]},
                    relations[code],
                    {"successors": [Crosswalk(new=known[new], relation=how) for new, how in crosswalk.get(code, ())]},
                )
                for code, values in terms.items()
                if (code in crosswalk) is is_old
            ],
        )
