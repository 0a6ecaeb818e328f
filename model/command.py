"""The command `digitpad` of the installed package: `digitpad read *.jpg`.

Each subcommand runs the module that `python -m model.…` runs in the repository.
"""

import sys
from importlib import import_module

COMMANDS = {
    "read": ("predict", "read the digits in pictures"),
    "evaluate": ("evaluate", "measure a network on labelled pictures"),
    "train": ("training.command", "train a network, by a recipe or with settings of your own"),
    "teach": ("teach", "teach symbols, from a folder of pictures each"),
    "export": ("export", "write a network as an ONNX file"),
    "publish": ("publish", "publish weights on the Hugging Face Hub"),
}


def main() -> None:
    """Run the command that the first argument names."""
    word = sys.argv[1] if len(sys.argv) > 1 else "--help"
    if word in ("-h", "--help"):
        print("usage: digitpad COMMAND ...\n")
        for command, (_, purpose) in COMMANDS.items():
            print(f"  {command:10}{purpose}")
        print("\n`digitpad COMMAND --help` says more.")
    elif word not in COMMANDS:
        sys.exit(f"digitpad: there is no command {word!r}; use one of {', '.join(COMMANDS)}.")
    else:
        del sys.argv[1]
        import_module(f".{COMMANDS[word][0]}", __package__).main(f"digitpad {word}")
