"""The command line: each command parses its options, calls one function and prints."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

DONE, FELL_SHORT, BAD_INPUT = 0, 1, 2


def _pages(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "paths", nargs="*", type=Path, metavar="PATH", help="page files or folders of them (default: seeds/)"
    )
    parser.add_argument("--gazetteer", type=Path, metavar="FILE.tsv", help="a table of your own places and names")


def _given_pages(options: argparse.Namespace) -> list[Path]:
    from graph.inputs import InputError

    if options.paths:
        return list(options.paths)
    if Path("seeds").is_dir():
        return [Path("seeds")]
    raise InputError("no pages given and no folder seeds/ here; name page files or folders: yizhan build PATH ...")


def annotate_options(parser: argparse.ArgumentParser) -> None:
    _pages(parser)
    parser.add_argument(
        "--out", type=Path, default=Path("out/annotations"), metavar="DIR", help="folder for the JSON files"
    )


def annotate_command(options: argparse.Namespace) -> int:
    from graph.inputs import annotate_all, read_all, write_annotations

    for file in write_annotations(annotate_all(read_all(_given_pages(options))), options.out):
        print(file)
    return DONE


COMMANDS: tuple[
    tuple[str, str, Callable[[argparse.ArgumentParser], None], Callable[[argparse.Namespace], int]], ...
] = (
    ("annotate", "write what was read from each page as JSON", annotate_options, annotate_command),
)


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(prog="yizhan", description="Newspaper pages in, a knowledge graph out.")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, help_, options, run in COMMANDS:
        sub = commands.add_parser(name, help=help_, description=help_)
        options(sub)
        sub.set_defaults(run=run)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; bad usage or input gets one line on stderr and exit status 2."""
    options = parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        print("yizhan: interrupted; nothing was changed", file=sys.stderr)
        return 130
    except (ValueError, LookupError, OSError) as error:
        if not _is_ours(error):
            raise
        for line in str(error).splitlines():
            print(f"yizhan: {line}", file=sys.stderr)
        return BAD_INPUT


def _is_ours(error: Exception) -> bool:
    """Our own error classes carry a message for the user; anything else is a fault of ours and shows its traceback."""
    return type(error).__module__.split(".")[0] in ("ontology", "extractors", "graph")


if __name__ == "__main__":
    sys.exit(main())
