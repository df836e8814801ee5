"""Tests of search.lists."""
