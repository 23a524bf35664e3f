"""Runs the command line: ``python -m mcda_orch``."""

from .cli.entry import main

raise SystemExit(main())
