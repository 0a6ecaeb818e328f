"""Runs app.py and records what its process does to files, processes and the network.

Each line of the file that DIGITPAD_AUDIT names is one audit event as JSON: its name and arguments.
"""

import json
import os
import runpy
import sys
import tempfile

WATCHED = {
    *("open", "os.remove", "os.rmdir", "os.rename", "os.mkdir", "os.link", "os.symlink"),
    *("os.truncate", "os.chmod", "os.utime", "os.listdir", "os.scandir"),
    *("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "socket.connect"),
}
_file = os.open(os.environ["DIGITPAD_AUDIT"], os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)


def record(event: str, arguments: tuple) -> None:
    """Write one event; nothing that is called here may be watched."""
    if event in WATCHED or event.startswith("shutil."):
        line = json.dumps([event, *map(shown, arguments)]) + "\n"
        os.write(_file, line.encode())


def shown(argument: object) -> object:
    """An argument as JSON; paths of bytes and path objects as text."""
    if isinstance(argument, bytes):
        return os.fsdecode(argument)
    return argument if isinstance(argument, int | str | None) else str(argument)


if __name__ == "__main__":
    sys.path.insert(0, os.getcwd())
    sys.argv = ["app.py"]
    tempfile.gettempdir()  # Python looks once, by a file, whether it may write there
    sys.addaudithook(record)
    runpy.run_path("app.py", run_name="__main__")
