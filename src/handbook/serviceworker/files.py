"""What makes a finished site an app: the worker, the manifest and the icons."""

from pathlib import Path

from handbook.generated import GeneratedFile
from handbook.serviceworker import manifest
from handbook.serviceworker.digests import digest_of, site_digests
from handbook.serviceworker.icons import icon_files
from handbook.serviceworker.listing import NAME, grouped
from handbook.serviceworker.script import worker_script

_RETIRED = Path(__file__).with_name("retired.mjs")
_MEMORY = Path(".cache") / "serviceworker.json"


def service_worker_files(
    root: Path, site: Path, name: str, description: str, *, remember: bool = True
) -> dict[str, bytes]:
    """Return the files to add to a finished site, by path below it; the same site has the same to the byte.

    Args:
        root: Repository root.
        site: The site with all pages as they are to be published, policy included.
        name: Of the site.
        description: Of the site.
        remember: Whether digests are read from and kept in the cache of the repository.

    Raises:
        ProblemsError: The mark or a browser part is missing, or the worker cannot be bundled.
    """
    digests = site_digests(site, root / _MEMORY if remember else None)
    added = icon_files(root)
    added[manifest.NAME] = manifest.manifest(root, name, description, digests.keys())
    digests |= {path: digest_of(content) for path, content in added.items()}
    added[NAME] = worker_script(root, grouped(digests))
    return added


def retired_worker() -> GeneratedFile:
    """Return the script that stands in the place of the worker under the development server.

    Without it, whoever looked at a built site at the same address before would go on seeing that site.
    """
    return GeneratedFile(NAME, _RETIRED.read_bytes())
