"""Fixtures of the tests of search."""

import pytest

# Not a test module by its name, but it asserts.
pytest.register_assert_rewrite("tests.search.engine_contract")
