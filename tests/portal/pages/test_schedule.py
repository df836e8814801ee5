"""Publishing and expiry on schedule: one transaction a page."""

import datetime

import pytest
from django.apps import apps
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import DraftStateMixin, Page, PageLogEntry, Revision
from wagtail.signals import page_published

from portal.pages import schedule
from portal.pages.schedule import REFUSED_ACTION, UnfinishedScheduleError, publish_and_expire
from portal.tasks.models import PeriodicJob
from tests.factories.pages import PAGE_FACTORIES, PracticePageFactory
from tests.factories.states import draft, scheduled, specific

pytestmark = pytest.mark.django_db


def later(**distance):
    return timezone.now() + datetime.timedelta(**distance)


@pytest.mark.parametrize("factory", PAGE_FACTORIES)
def test_a_page_goes_public_on_its_day(factory):
    page = scheduled(factory())
    assert "0 gepubliceerd" in publish_and_expire(timezone.now())
    assert not specific(page).live

    assert "1 gepubliceerd" in publish_and_expire(later(days=8))

    page = specific(page)
    assert page.live
    assert page.is_public
    assert page in type(page).objects.visible_to_public()
    assert "0 gepubliceerd" in publish_and_expire(later(days=8))


@pytest.mark.parametrize("factory", PAGE_FACTORIES)
def test_a_page_leaves_the_site_when_it_expires(factory):
    page = factory(expire_at=later(days=1))
    assert "0 vervallen" in publish_and_expire(timezone.now())
    assert specific(page).live

    assert "1 vervallen" in publish_and_expire(later(days=2))

    page = specific(page)
    assert (page.live, page.is_public, page.expired) == (False, False, True)
    assert PageLogEntry.objects.filter(page=page, action="wagtail.unpublish.scheduled").count() == 1


def test_an_incomplete_page_is_refused_with_its_sentences_and_the_others_go_on():
    first, incomplete, last = (scheduled(PracticePageFactory()) for _number in range(3))
    revision = incomplete.get_latest_revision()
    revision.content["what"] = ""
    revision.save()

    told = publish_and_expire(later(days=8))

    assert told == "2 gepubliceerd, 0 vervallen, 1 geweigerd."
    assert specific(first).live
    assert specific(last).live
    assert not specific(incomplete).live
    entry = PageLogEntry.objects.get(page=incomplete, action=REFUSED_ACTION)
    assert entry.data["sentences"] == ["Vertel wat jullie doen."]
    assert "Op de geplande dag niet gepubliceerd. Vertel wat jullie doen." in str(entry.message)
    assert publish_and_expire(later(days=8)) == "0 gepubliceerd, 0 vervallen, 0 geweigerd."


def test_an_incomplete_change_leaves_the_public_version_as_it_was():
    page = PracticePageFactory(what="Zoals het was.")
    page.save_revision().publish()
    page = specific(page)
    page.go_live_at = later(days=7)
    page.what = ""
    page.save_revision(clean=False).publish()  # as the admin's autosave leaves it

    publish_and_expire(later(days=8))

    assert specific(page).live
    assert specific(page).what == "Zoals het was."


def test_a_run_that_is_killed_between_two_pages_is_finished_by_the_next():
    pages = [scheduled(PracticePageFactory()) for _number in range(3)]
    published = []

    def kill_at_the_second(sender, instance, **kwargs):
        published.append(instance.pk)
        if len(published) == 2:
            raise SystemExit(9)

    page_published.connect(kill_at_the_second)
    try:
        with pytest.raises(SystemExit):
            publish_and_expire(later(days=8))
    finally:
        page_published.disconnect(kill_at_the_second)
    assert [specific(page).live for page in pages] == [True, False, False]

    assert publish_and_expire(later(days=8)) == "2 gepubliceerd, 0 vervallen, 0 geweigerd."

    assert all(specific(page).live for page in pages)
    for page in pages:
        assert PageLogEntry.objects.filter(page=page, action="wagtail.publish.scheduled").count() == 1
    assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()


def test_a_page_that_fails_for_a_reason_of_ours_stays_on_the_schedule(monkeypatch):
    broken, fine = scheduled(PracticePageFactory()), scheduled(PracticePageFactory())
    publish = schedule._publish

    def fail_for_one(revision_id, at):
        if revision_id == broken.get_latest_revision().pk:
            raise OSError("disk is full")
        return publish(revision_id, at)

    monkeypatch.setattr(schedule, "_publish", fail_for_one)
    with pytest.raises(UnfinishedScheduleError, match="1 gepubliceerd"):
        publish_and_expire(later(days=8))
    monkeypatch.undo()

    assert specific(fine).live
    assert not specific(broken).live
    assert "1 gepubliceerd" in publish_and_expire(later(days=8))


def test_a_page_that_an_editor_took_back_is_left_alone():
    page = scheduled(PracticePageFactory())
    page.scheduled_revision.approved_go_live_at = None
    page.scheduled_revision.save()
    draft(specific(page))
    assert "0 gepubliceerd" in publish_and_expire(later(days=8))


def test_only_pages_can_be_scheduled():
    others = [m for m in apps.get_models() if issubclass(m, DraftStateMixin) and not issubclass(m, Page)]
    assert others == [], "portal.pages.schedule publishes pages only; teach it the new kind"


def test_the_job_runs_with_the_other_periodic_jobs(capsys):
    page = scheduled(PracticePageFactory())
    call_command("run_periodic", at=later(days=8))
    assert specific(page).live
    assert PeriodicJob.objects.get(name="publish-pages").result == "1 gepubliceerd, 0 vervallen, 0 geweigerd."
    assert "publish-pages: 1 gepubliceerd" in capsys.readouterr().out
