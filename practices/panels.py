"""The editing form of a practice: the template of the specification in ordered tabs."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, Panel, TitleFieldPanel

from portal.pages.models import KnowledgePage

_SHORT: list[Panel] = [
    TitleFieldPanel("title"),
    FieldPanel("summary"),
    FieldPanel("municipalities"),
    FieldPanel("themes"),
    FieldPanel("target_groups"),
    FieldPanel("what"),
    MultiFieldPanel(
        [
            FieldPanel("result"),
            FieldPanel("result_unknown"),
            FieldPanel("difficulties"),
            FieldPanel("difficulties_unknown"),
        ],
        heading=_("Resultaat en tegenslag"),
    ),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("cost"), FieldPanel("cost_amount"), FieldPanel("cost_unknown")]),
            FieldRowPanel([FieldPanel("fte"), FieldPanel("fte_amount"), FieldPanel("fte_unknown")]),
        ],
        heading=_("Kost en mensen"),
    ),
    FieldRowPanel([FieldPanel("start_year"), FieldPanel("end_year"), FieldPanel("status")], heading=_("Periode")),
    *KnowledgePage.ownership_panels,
    FieldPanel("image_consent"),
]
_HOW: list[Panel] = [
    FieldPanel("cause"),
    FieldPanel("context"),
    FieldPanel("body"),
    FieldPanel("steps"),
    MultiFieldPanel([FieldPanel("core"), FieldPanel("adaptable")], heading=_("Kern en aanpasbaar")),
    FieldPanel("preconditions"),
    FieldPanel("not_suited"),
    FieldPanel("development_type"),
    FieldPanel("barriers"),
    FieldPanel("material"),
]
_TOGETHER: list[Panel] = [
    FieldPanel("partners"),
    FieldPanel("policy_domains"),
    FieldPanel("cooperation_form"),
    FieldPanel("actions"),
    MultiFieldPanel(
        [FieldPanel("external_supporter"), FieldPanel("external_dependency"), FieldPanel("handover_plan")],
        heading=_("Externe ondersteuning"),
    ),
    FieldPanel("agii_roles"),
    MultiFieldPanel([FieldPanel("wants_to_help"), FieldPanel("help_offered")], heading=_("Collega’s helpen")),
]
_FIGURES: list[Panel] = [
    MultiFieldPanel(
        [FieldPanel("figures"), FieldPanel("figures_story"), FieldPanel("figures_limits")],
        heading=_("Cijfers en verhaal"),
    ),
    FieldPanel("voices"),
    FieldPanel("unexpected"),
    MultiFieldPanel(
        [FieldPanel("evidence_strength"), FieldPanel("evidence_kinds"), FieldPanel("evidence_source")],
        heading=_("Bewijs"),
    ),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("budget_flemish"), FieldPanel("budget_own")]),
            FieldRowPanel([FieldPanel("budget_staff"), FieldPanel("budget_other")]),
            FieldRowPanel([FieldPanel("budget_period"), FieldPanel("participants")]),
            FieldPanel("yearly_cost"),
        ],
        heading=_("Budget"),
    ),
]
_ANCHORING: list[Panel] = [
    InlinePanel("anchoring_scores", heading=_("Duurzame verankering"), label=_("Factor"), max_num=4),
    FieldRowPanel([FieldPanel("after_subsidy_status"), FieldPanel("after_subsidy_on")], heading=_("Na de subsidie")),
    FieldPanel("member_lessons"),
]
_SOURCE: list[Panel] = [*KnowledgePage.source_panels, FieldPanel("is_example")]

PRACTICE_TABS: list[tuple[Any, list[Panel]]] = [
    (_("In het kort"), _SHORT),
    (_("Aanpak"), _HOW),
    (_("Samenwerking"), _TOGETHER),
    (_("Cijfers en bewijs"), _FIGURES),
    (_("Verankering"), _ANCHORING),
    (_("Bron"), _SOURCE),
    (_("Vinden en publiceren"), [*KnowledgePage.promote_panels, *KnowledgePage.settings_panels]),
]
