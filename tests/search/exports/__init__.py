"""Tests of search.exports."""
