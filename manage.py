#!/usr/bin/env python3
"""Django's command line for Samenwijs."""

import os
import sys
from pathlib import Path

# `config` and `portal` live in platform/, a plain folder (platform/README.md says why), so it must be on the path.
sys.path.insert(0, str(Path(__file__).resolve().parent / "platform"))


def main() -> None:
    """Run one management command with the development settings unless others are named."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    from django.core.management import execute_from_command_line  # after the path and the settings are known

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
