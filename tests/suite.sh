#!/bin/sh
# Installs the W3C test suite's runner, pinned, for the SPARQL protocol tests, and Node where it can; else they are skipped.
cd "$(dirname "$0")/.." || exit 0
[ -d .venv/suite/node_modules/rdf-test-suite ] && exit 0
if ! command -v npm >/dev/null 2>&1 && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "installing nodejs and npm for the protocol tests"
    apt-get update -qq >/dev/null 2>&1
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends nodejs npm >/dev/null 2>&1
fi
if [ -d .venv ] && command -v npm >/dev/null 2>&1; then
    npm install --silent --no-audit --no-fund --prefix .venv/suite rdf-test-suite@2.8.0 n3@2.0.3 >/dev/null 2>&1 && exit 0
fi
echo "no npm here, or no registry: the run of rdf-test-suite will be skipped"
