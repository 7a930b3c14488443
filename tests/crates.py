"""RO-Crate validation without a network: the JSON-LD context comes from the package `rocrate`."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from requests.models import PreparedRequest, Response
from requests_cache import CachedSession
from rocrate_validator import services
from rocrate_validator.models import Severity, ValidationSettings
from urllib3 import HTTPResponse

CONTEXT = "https://w3id.org/ro/crate/1.2/context"
MEDIA = {"Content-Type": "application/ld+json"}


def issues(crate: Path, cache: Path) -> list[str]:
    """What a crate lacks of all that RO-Crate 1.2 requires or recommends."""
    _keep_context(cache)
    settings = ValidationSettings(
        rocrate_uri=str(crate),
        profile_identifier="ro-crate-1.2",
        requirement_severity=Severity.RECOMMENDED,
        offline=True,
        cache_path=cache,
    )
    result = services.validate(settings)
    return [f"{issue.severity.name} {issue.check.identifier}: {issue.message}" for issue in result.get_issues()]


def _keep_context(cache: Path) -> None:
    """Puts the context where the validator looks before it asks the network, which `offline` forbids."""
    request = PreparedRequest()
    request.prepare("GET", CONTEXT)
    response = Response()
    response.status_code, response.url, response.request = 200, CONTEXT, request
    response.headers.update(MEDIA)
    response._content = files("rocrate").joinpath("data/ro-crate.jsonld").read_bytes()
    response.raw = HTTPResponse(b"", MEDIA, 200, request_url=CONTEXT, preload_content=False)
    CachedSession(cache_name=str(cache), backend="sqlite", expire_after=-1).cache.save_response(response)
