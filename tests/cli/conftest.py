import pytest

from mcda_orch.cli.entry import main


@pytest.fixture
def run(capfd):
    """Run a command; returns the exit code and what was printed."""

    def call(*arguments):
        code = main([str(a) for a in arguments])
        found = capfd.readouterr()
        assert "Traceback" not in found.err
        return code, found.out, found.err

    return call
