"""What becomes of the files that are uploaded."""

import os
import time

from ui.upload.upload import SECONDS_KEPT, discard


def uploaded(folder, *, age):
    """A file as Gradio stores an upload, written so many seconds ago."""
    path = folder / "hash" / "example.png"
    path.parent.mkdir()
    path.write_bytes(b"picture")
    os.utime(path, (time.time() - age,) * 2)
    return path


def test_a_file_goes_with_its_folder_when_its_time_has_come(tmp_path):
    path = uploaded(tmp_path, age=SECONDS_KEPT)
    discard(path)
    assert not path.parent.exists()
    discard(path)  # somebody else's timer may have been first


def test_the_same_picture_sent_once_more_is_not_deleted_before_it_is_read(tmp_path):
    path = uploaded(tmp_path, age=1)
    discard(path)
    assert path.read_bytes() == b"picture"
