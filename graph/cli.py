"""The command line: each command parses its options, calls one function and prints."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from graph.ranges import seconds, whole

if TYPE_CHECKING:
    from graph.cluster import Cluster

DONE, FELL_SHORT, BAD_INPUT = 0, 1, 2


def _pages(parser: argparse.ArgumentParser, kind: Callable[[str], Path | str] = Path) -> None:
    parser.add_argument(
        "paths", nargs="*", type=kind, metavar="PATH", help="page files or folders of them (default: seeds/)"
    )
    parser.add_argument("--gazetteer", type=Path, metavar="FILE.tsv", help="a table of your own places and names")
    parser.add_argument("--tagger", action="store_true", help="find people by a statistical tagger too (extra: tagger)")


def _given_pages(options: argparse.Namespace) -> list[Path]:
    """The pages that were asked for, with the user's own places made known. Raises InputError and GazetteerError."""
    from graph.inputs import InputError, left_out
    from ontology import gazetteer

    gazetteer.use(options.gazetteer)
    if options.paths:
        sys.stderr.writelines(left_out(options.paths))
        return list(options.paths)
    if Path("seeds").is_dir():
        return [Path("seeds")]
    raise InputError("no pages given and no folder seeds/ here; name page files or folders: yizhan build PATH ...")


def _path_or_url(text: str) -> Path | str:
    return text if "://" in text else Path(text)


def build_options(parser: argparse.ArgumentParser) -> None:
    _pages(parser, _path_or_url)
    parser.add_argument("--out", type=Path, default=Path("out"), metavar="DIR", help="folder to write (default: out/)")
    parser.add_argument(
        "--jobs", type=whole(1, 1024), metavar="N", help="processes that read pages (default: one a processor)"
    )
    parser.add_argument("--fresh", action="store_true", help="read every page anew, whatever an earlier build left")
    parser.add_argument(
        "--base", default="", metavar="IRI", help="start of every IRI (default: https://w3id.org/yizhan/)"
    )
    parser.add_argument(
        "--stream", action="store_true", help="write graph.nq alone, in memory that grows with entities, not with pages"
    )
    cluster = parser.add_argument_group("on a Dask cluster (extra: cluster); PATH may then be a URL: s3://bucket/pages")
    cluster.add_argument("--cluster", default="", metavar="ADDRESS", help="its scheduler: tcp://10.0.0.1:8786")
    cluster.add_argument(
        "--shards", default="", metavar="URL", help="where workers write annotations (default: the folder OUT.shards)"
    )
    for name, what in (("ca", "certificate of the authority"), ("cert", "own certificate"), ("key", "own key")):
        cluster.add_argument(f"--tls-{name}", default="", metavar="FILE.pem", help=f"{what}, for tls:// addresses")


def build_command(options: argparse.Namespace) -> int:
    from graph.build import build, stream
    from graph.quads import BASE
    from graph.tables import summary_table

    cluster = _cluster(options)
    if options.stream and cluster:
        print(stream(_given_pages(options), options.out, cluster, base=options.base or BASE, tagger=options.tagger))
        return DONE
    summary = build(
        _given_pages(options),
        options.out,
        jobs=options.jobs,
        base=options.base or BASE,
        fresh=options.fresh,
        tagger=options.tagger,
        cluster=cluster,
    )
    print(summary_table(summary, options.out))
    return DONE


def _cluster(options: argparse.Namespace) -> Cluster | None:
    """Where shards are made, if they are: on a cluster, or with --stream in processes of this machine."""
    from graph.cluster import Cluster

    if not options.cluster and not options.stream:
        return None
    beside = options.out.resolve().with_name(f"{options.out.resolve().name}.shards")
    return Cluster(
        options.cluster,
        options.shards if "://" in options.shards else (Path(options.shards or beside)).resolve().as_uri(),
        ca=options.tls_ca,
        certificate=options.tls_cert,
        key=options.tls_key,
        jobs=options.jobs,
    )


def annotate_options(parser: argparse.ArgumentParser) -> None:
    _pages(parser)
    parser.add_argument(
        "--out", type=Path, default=Path("out/annotations"), metavar="DIR", help="folder for the JSON files"
    )


def annotate_command(options: argparse.Namespace) -> int:
    from graph.collecting import few_collections
    from graph.inputs import annotate_all, read_all, write_annotations

    with few_collections():
        annotations = annotate_all(read_all(_given_pages(options)), jobs=None, tagger=options.tagger)
    for file in write_annotations(annotations, options.out):
        print(file)
    return DONE


def _graph(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--graph", type=Path, default=Path("out"), metavar="DIR", help="folder of a build (default: out/)"
    )


def query_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "query", nargs="?", metavar="QUERY", help="a question's name, a file, SPARQL or -; none: list them"
    )
    parser.add_argument("--about", default="", metavar="NAME", help="put the titled question about this thing")
    formats = ("table", "csv", "tsv", "json", "xml", "turtle")
    parser.add_argument("--format", choices=formats, default="table", help="of the answer (default: table)")
    parser.add_argument("--endpoint", default="", metavar="URL", help="ask this SPARQL server instead of a build")
    _graph(parser)


def query_command(options: argparse.Namespace) -> int:
    from graph import asking

    if options.query is None:
        print(asking.titles(alone=options.format == "table" and not options.about))
        return DONE
    text = asking.text_of(options.query, options.about)
    print(*asking.unknown_terms(text), sep="", end="", file=sys.stderr)
    if options.endpoint:
        answer = asking.ask_server(text, options.endpoint, options.format)
    else:
        answer = asking.ask_build(text, options.graph, options.format, options.about)
    sys.stdout.buffer.write(answer)
    return DONE


def explain_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", help="an entity's name or IRI, or a page file")
    _graph(parser)


def explain_command(options: argparse.Namespace) -> int:
    from graph.explain import explain

    print(explain(options.name, options.graph))
    return DONE


def view_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", help="an entity's name or IRI")
    _graph(parser)
    parser.add_argument("--out", type=Path, metavar="FILE", help="file to write (default: view-NAME.html in the build)")


def view_command(options: argparse.Namespace) -> int:
    from graph.explorer.view import view

    print(view(options.name, options.graph, options.out))
    return DONE


def serve_options(parser: argparse.ArgumentParser) -> None:
    _graph(parser)
    parser.add_argument("--host", default="127.0.0.1", help="address (default: 127.0.0.1, this machine only)")
    parser.add_argument("--port", type=whole(0, 65535), default=8000, help="port (default: 8000; 0 takes a free one)")
    parser.add_argument("--store", type=Path, metavar="DIR", help="keep the graph on disk there, not in memory")
    parser.add_argument("--timeout", type=seconds, default=30.0, metavar="SECONDS", help="for one query (default: 30)")
    parser.add_argument(
        "--memory", type=whole(16, 1 << 20), default=512, metavar="MB", help="for one query (default: 512)"
    )
    parser.add_argument(
        "--rows", type=whole(1, 10**9), default=100_000, metavar="N", help="largest answer (default: 100000)"
    )
    parser.add_argument(
        "--workers", type=whole(1, 256), default=4, metavar="N", help="query processes kept ready (default: 4)"
    )


def serve_command(options: argparse.Namespace) -> int:
    from functools import partial

    from graph.server import serve
    from graph.web.pool import Limits

    limits = Limits(time=options.timeout, memory=options.memory << 20, rows=options.rows, workers=options.workers)
    say = partial(print, flush=True)
    serve(options.graph, say=say, host=options.host, port=options.port, limits=limits, store=options.store)
    return DONE


def publish_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("url", metavar="URL", help="the server's graph store: http://localhost:7878/store")
    parser.add_argument(
        "--default-graph", default="", metavar="IRI",
        help="name for the default graph, for servers that query named graphs only (Fuseki's union, Virtuoso)",
    )  # fmt: skip
    parser.add_argument("--fresh", action="store_true", help="send all graphs, also those noted as sent")
    _graph(parser)


def publish_command(options: argparse.Namespace) -> int:
    from graph.publish import Target, publish

    def report(text: str) -> None:
        print(f"\r{text}", end="", file=sys.stderr, flush=True)

    sent = publish(options.graph, Target(options.url, options.default_graph), report=report, fresh=options.fresh)
    print("" if not sent.graphs else "\n", end="", file=sys.stderr)
    print(f"{sent.graphs} graphs sent ({sent.triples} triples), {sent.unchanged} unchanged, {sent.deleted} deleted")
    return DONE


def evaluate_options(parser: argparse.ArgumentParser) -> None:
    _pages(parser)
    parser.add_argument("--gold", type=Path, required=True, metavar="DIR", help="folder of gold annotations")
    parser.add_argument("--errors", nargs="?", const="all", metavar="TYPE", help="list misses and false finds")
    parser.add_argument("--by", choices=("rule", "page", "column"), default="", help="scores in these groups")
    parser.add_argument("--json", action="store_true", help="scores as JSON")
    parser.add_argument("--html", type=Path, metavar="FILE", help="write the pages with right, missed and wrong marked")
    parser.add_argument("--leave-out", action="store_true", help="which table rows only one of the pages witnesses")
    parser.add_argument("--floors", type=Path, metavar="FILE", help="fail (exit 1) when a score is under its floor")
    parser.add_argument("--update", action="store_true", help="raise the floors to the scores of now")
    parser.add_argument("--allow-regression", action="store_true", help="with --update: floors may fall too")


def evaluate_command(options: argparse.Namespace) -> int:
    from graph import evaluation_page, gold, output, scoreboard, witness

    scoreboard.check(options.errors, floors=options.floors, update=options.update, fall=options.allow_regression)
    pages = gold.gold_pages(options.gold)
    result = scoreboard.evaluation(_given_pages(options), pages, tagger=options.tagger)
    outcomes, texts = result.outcomes, result.texts
    sys.stderr.writelines(gold.not_on_page(pages, texts))
    errors = scoreboard.error_lines(outcomes, texts, options.errors) if options.errors else []
    rows = witness.rows({**texts, **result.others}) if options.leave_out else []
    if options.html:
        output.write_file(options.html, evaluation_page.html(outcomes, texts, result.clusters))
    if options.json:
        more = ({"ERRORS": errors} if options.errors else {}) | ({"LEAVE-OUT": witness.to_json(rows)} if rows else {})
        print(scoreboard.to_json(outcomes, options.by, result.clusters, more))
    else:
        print(scoreboard.score_table(outcomes, options.by), scoreboard.cluster_table(result.clusters), sep="\n\n")
        print(witness.report(rows) if rows else "", *errors, sep="\n")
    if not options.floors:
        return DONE
    now = scoreboard.fingerprint(pages, texts)
    fall = options.allow_regression
    short = scoreboard.gate(outcomes, options.floors, now, update=options.update, allow_regression=fall)
    print("\n".join(short), file=sys.stderr, end="\n" if short else "")
    return FELL_SHORT if short else DONE


def validate_options(parser: argparse.ArgumentParser) -> None:
    _graph(parser)
    parser.add_argument("--language", choices=("zh", "en"), default="zh", help="of the report (default: zh)")
    parser.add_argument("--report", type=Path, metavar="FILE.ttl", help="write the report as RDF (SHACL) too")


def validate_command(options: argparse.Namespace) -> int:
    from graph import output, store
    from graph.validate import validate

    report = validate(store.opened(options.graph), store.page_texts(options.graph / "pages"))
    if options.report:
        output.write_file(options.report, report.rdf())
    print(report.text(options.language), end="")
    return DONE if report.good else FELL_SHORT


def export_options(parser: argparse.ArgumentParser) -> None:
    _graph(parser)
    parser.add_argument("--out", type=Path, default=Path("export"), metavar="DIR", help="folder (default: export/)")
    parser.add_argument("--formats", default="", metavar="NAME,...", help="formats by name; list: show them")
    parser.add_argument("--text", action="store_true", help="with the page texts (mind the newspaper's rights)")
    parser.add_argument(
        "--quote-limit", type=whole(0, 10**9), metavar="N", help="longest quote (default: 120; 0: no limit)"
    )
    parser.add_argument("--pseudonyms", type=Path, metavar="KEYFILE", help="mask private persons with this secret key")
    parser.add_argument("--date", default="", metavar="DAY", help="of the package (default: SOURCE_DATE_EPOCH)")
    parser.add_argument("--since", default="", metavar="DATE", help="only articles of this date and later")
    parser.add_argument("--region", default="", metavar="NAME", help="only articles about this region (name or code)")
    parser.add_argument("--column", default="", metavar="NAME", help="only articles of this column")
    parser.add_argument(
        "--creator",
        action="append",
        default=[],
        metavar="NAME",
        help="to be cited: Name, Name <ROR>, or Name <ORCID>, Institute <ROR>",
    )
    parser.add_argument("--contact", default="", metavar="EMAIL", help="whom to ask")
    parser.add_argument("--gold", type=Path, metavar="DIR", help="gold annotations: accuracy for the README")


def export_command(options: argparse.Namespace) -> int:
    from graph.exports.about import Creator, epoch_day
    from graph.exports.package import NOBODY, Options, export, format_table, summary_lines
    from graph.exports.selection import Selection
    from graph.exports.view import QUOTE_LIMIT

    if options.formats == "list":
        print(format_table())
        return DONE
    wanted = Options(
        formats=tuple(filter(None, map(str.strip, options.formats.split(",")))),
        text=options.text,
        quote_limit=QUOTE_LIMIT if options.quote_limit is None else options.quote_limit,
        pseudonyms=options.pseudonyms,
        date=options.date or epoch_day(),
        selection=Selection(since=options.since, region=options.region, column=options.column),
        creators=tuple(map(Creator.of, options.creator)) or NOBODY,
        contact=options.contact,
        gold=options.gold,
    )
    summary = export(options.graph, options.out, wanted)
    print("\n".join(summary.left_out), file=sys.stderr, end="\n" if summary.left_out else "")
    print(summary_lines(summary, options.out))
    return DONE


COMMANDS: tuple[
    tuple[str, str, Callable[[argparse.ArgumentParser], None], Callable[[argparse.Namespace], int]], ...
] = (
    ("build", "read pages and write the graph", build_options, build_command),
    ("annotate", "write what was read from each page as JSON", annotate_options, annotate_command),
    ("query", "ask the graph in SPARQL, or one of the titled questions", query_options, query_command),
    ("explain", "what the graph says of a name and why; how a page was put together", explain_options, explain_command),
    ("view", "the explorer on one entity and what stands around it, as a file to send", view_options, view_command),
    ("serve", "SPARQL endpoint, query page and pages for every thing", serve_options, serve_command),
    ("publish", "send the graph to a SPARQL server", publish_options, publish_command),
    ("export", "write a research package: RDF, tables, networks, annotations", export_options, export_command),
    ("evaluate", "compare with gold: precision, recall, F1", evaluate_options, evaluate_command),
    ("validate", "check the graph by its shapes, and every quote against its page", validate_options, validate_command),
)


class Parser(argparse.ArgumentParser):
    """Tells of bad usage in one line."""

    def error(self, message: str) -> NoReturn:
        self.exit(BAD_INPUT, f"{self.prog}: {message} (see {self.prog} --help)\n")


def parser() -> argparse.ArgumentParser:
    top = Parser(prog="yizhan", description="Newspaper pages in, a knowledge graph out.")
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
        print("yizhan: interrupted; what was written before is whole, run the command again", file=sys.stderr)
        return BAD_INPUT
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
