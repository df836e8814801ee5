"""How often a vocabulary term is used, whichever app refers to it."""

from django.db import models


def usage_count(term: models.Model) -> int:
    """Count the rows of other models that refer to `term`.

    The relations are asked of the term's own model, so a feature that starts to use a vocabulary is counted without
    being named here.
    """
    count = 0
    for relation in term._meta.related_objects:
        count += relation.related_model._base_manager.filter(**{relation.field.name: term}).count()
    return count
