"""When a periodic job is due."""

import datetime
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Every:
    """At a fixed distance after the last run."""

    minutes: int

    def after(self, moment: datetime.datetime) -> datetime.datetime:
        """Return when the job is due next, when it last ran at `moment`."""
        return moment + datetime.timedelta(minutes=self.minutes)

    def __str__(self) -> str:
        return _("elke minuut") if self.minutes == 1 else _("elke %(minutes)s minuten") % {"minutes": self.minutes}


@dataclass(frozen=True)
class Daily:
    """Once a day at an hour of the site's time zone, also on the days that the clock changes."""

    at: datetime.time

    def after(self, moment: datetime.datetime) -> datetime.datetime:
        """Return when the job is due next, when it last ran at `moment`."""
        day = timezone.localtime(moment).date()
        zone = timezone.get_default_timezone()
        today = datetime.datetime.combine(day, self.at, tzinfo=zone)
        if today > moment:
            return today
        return datetime.datetime.combine(day + datetime.timedelta(days=1), self.at, tzinfo=zone)

    def __str__(self) -> str:
        return _("elke dag om %(hour)s uur") % {"hour": f"{self.at:%H.%M}"}


Schedule = Every | Daily
