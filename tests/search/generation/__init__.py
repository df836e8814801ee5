"""Tests of search.generation."""
