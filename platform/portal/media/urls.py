"""Addresses of portal.media, below MEDIA_URL."""

from django.urls import path

from portal.media import serving

urlpatterns = [path("<path:name>", serving.rendition, name="rendition")]
