"""Page models of the portal."""

from portal.pages.models.base import BasePage, SectionIndexPage, StarterContent
from portal.pages.models.home import HomePage
from portal.pages.models.knowledge import KnowledgePage, Origin
from portal.pages.models.listing import ListingIndexPage
from portal.pages.models.standard import StandardPage
from portal.pages.models.starter import StarterRecord

__all__ = [
    "BasePage",
    "HomePage",
    "KnowledgePage",
    "ListingIndexPage",
    "Origin",
    "SectionIndexPage",
    "StandardPage",
    "StarterContent",
    "StarterRecord",
]
