"""The jobs of the task layer itself."""

import datetime

from django.db.models import Q
from django.utils.translation import ngettext
from django_tasks_db.compat import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from portal.tasks.retry import reap_abandoned_tasks

KEEP_SUCCESSFUL = datetime.timedelta(days=7)
KEEP_FAILED = datetime.timedelta(days=60)


def reap(at: datetime.datetime) -> str:
    """Give back the tasks of workers that are gone."""
    count = reap_abandoned_tasks(at=at)
    return ngettext("%(count)s taak teruggenomen.", "%(count)s taken teruggenomen.", count) % {"count": count}


def purge_finished_tasks(at: datetime.datetime) -> str:
    """Forget tasks that went well a week ago, and those that failed two months ago."""
    old = Q(status=TaskResultStatus.SUCCESSFUL, finished_at__lt=at - KEEP_SUCCESSFUL) | Q(
        status=TaskResultStatus.FAILED, finished_at__lt=at - KEEP_FAILED
    )
    count, _rows = DBTaskResult.objects.filter(old).delete()
    return ngettext("%(count)s oude taak opgeruimd.", "%(count)s oude taken opgeruimd.", count) % {"count": count}
