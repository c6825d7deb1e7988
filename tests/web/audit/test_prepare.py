"""What an upgrade leaves behind that is killed while it collects styles."""

import os
from contextlib import suppress

from svetovod.web.audit.management.commands.prepare import collecting


def test_styles_cut_by_a_kill_are_written_again_and_older_ones_stay(tmp_path):
    old, cut = tmp_path / "old.css", tmp_path / "logo.abc.svg"
    old.write_text("whole")
    os.utime(old, (1, 1))
    with suppress(KeyboardInterrupt), collecting(tmp_path):
        cut.write_text("<sv")
        raise KeyboardInterrupt
    with collecting(tmp_path):
        assert old.exists() and not cut.exists()
        cut.write_text("<svg/>")
    with collecting(tmp_path):
        assert cut.exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["logo.abc.svg", "old.css"]
