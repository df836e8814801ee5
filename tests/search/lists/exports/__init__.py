"""Tests of search.lists.exports."""
