"""The command line: ``mcda-orch``."""
