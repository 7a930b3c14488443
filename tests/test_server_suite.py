"""The protocol tests driven by rdf-test-suite (npm, pinned in `suite.sh`), which has parsers of its own.

The suite's own manifest is not in its package, and it loads data by updates, which this endpoint refuses: so the
manifest is written here, in the suite's vocabulary, from the table of `test_server_protocol`, and the data are there
beforehand.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from graphs import GRAPH
from serving import Server, serving, write_build

from graph.literals import plain
from graph.quads import quads
from tests.test_server_protocol import BAD_TESTS, EXTRA, QUERY_TESTS, ROWS, TRUE

SUITE = Path(__file__).parent.parent / ".venv" / "suite"
RUNNER = SUITE / "node_modules" / "rdf-test-suite" / "bin" / "Runner.js"
pytestmark = pytest.mark.skipif(
    not RUNNER.is_file() or shutil.which("node") is None, reason="rdf-test-suite is not installed (tests/suite.sh)"
)
HEAD = """@prefix : <http://manifest/protocol#> .
@prefix mf: <http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#> .
@prefix dawgt: <http://www.w3.org/2001/sw/DataAccess/tests/test-dawg#> .
@prefix ht: <http://www.w3.org/2011/http#> .
@prefix st: <http://www.w3.org/2011/http-statusCodes#> .
@prefix cnt: <http://www.w3.org/2011/content#> .
"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(write_build(tmp_path_factory.mktemp("suite"), quads(GRAPH) + EXTRA), "--workers", "2") as running:
        yield running


def manifest() -> str:
    tests = [(*row[:5], _expected(row[5])) for row in QUERY_TESTS]
    tests += [(*row, "mf:expectedStatus st:StatusCode4xx") for row in BAD_TESTS]
    names = " ".join(f":{test[0]}" for test in tests)
    return f"{HEAD}<http://manifest/protocol.ttl> a mf:Manifest ; mf:entries ({names}) .\n" + "".join(map(_test, tests))


def _expected(what: str) -> str:
    status = "mf:expectedStatus st:StatusCode2xx, st:StatusCode3xx"
    if what == TRUE:
        return f'{status} ; mf:expectedFormat "boolean" ; mf:expectedBoolean true'
    return f'{status} ; mf:expectedFormat "{"tabular" if what == ROWS else "RDF"}"'


def _test(test: tuple[str, str, str, str, str, str]) -> str:
    name, method, parameters, media_type, body, expected = test
    encoding = "UTF-16" if "UTF-16" in media_type else "UTF-8"
    header = f'ht:headers ([ ht:fieldName "content-type" ; ht:fieldValue {plain(media_type)} ]) ;' if media_type else ""
    content = f"ht:body [ cnt:chars {plain(body)} ; cnt:characterEncoding {plain(encoding)} ] ;" if body else ""
    return f""":{name} a mf:ProtocolTest ; mf:name "{name}" ; dawgt:approval dawgt:Approved ;
  mf:action [ ht:requests ([ ht:absolutePath {plain("/sparql/?" + parameters)} ; ht:methodName "{method}" ;
    {header} {content} ht:resp [ {expected} ] ]) ] .
"""


def test_rdf_test_suite_passes(server: Server, tmp_path: Path) -> None:
    (tmp_path / "protocol.ttl").write_text(manifest(), "utf8")
    (tmp_path / "engine.js").write_text("module.exports = {};\n", "utf8")
    options = json.dumps({"protocolEndpoint": f"http://127.0.0.1:{server.port}/sparql/"})
    command = ["node", str(RUNNER), "engine.js", "http://manifest/protocol.ttl", "-i", options, "-o", "summary"]
    ran = subprocess.run(
        [*command, "-m", f"http://manifest/~{tmp_path}/", "-d", "20000"],
        cwd=tmp_path, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert (ran.returncode, "27 / 27" in ran.stdout) == (0, True), ran.stdout + ran.stderr
