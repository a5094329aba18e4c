"""Stands in for the handbook's hooks: expansion, generated files, finishing, a policy over all pages."""

import hashlib
import re
from pathlib import Path

import yaml
from mkdocs.structure.files import File

MARK = "typeset 1"
_POLICY = re.compile(r"<!-- policy: \w+ -->")


def _data(config):
    return yaml.safe_load((Path(config.config_file_path).parent / "data.yml").read_text("utf-8"))


def on_files(files, config):
    data = _data(config)
    for uri, text in {**data["pages"], **data["texts"]}.items():
        files.append(File.generated(config, uri, content=text))
    for uri, digits in data["assets"].items():
        files.append(File.generated(config, uri, content=bytes.fromhex(digits)))
    return files


def on_page_markdown(markdown, page, config, files):
    data = _data(config)
    markdown = re.sub(r"<!-- number: (\w+) -->", lambda found: data["numbers"][found[1]], markdown)
    markdown = re.sub(r"<!-- term: (\w+) -->", lambda found: data["terms"][found[1]], markdown)
    return f"{markdown}\n\nLevel {page.meta['level']}.\n" if "level" in page.meta else markdown


def on_page_content(html, page, config, files):
    return html.replace("\\(", f"<i>{MARK}</i>\\(")


def on_post_page(output, page, config):
    return output.replace("</body>", f"<!-- {MARK} {page.meta.get('level', '')} --></body>")


def on_post_build(config):
    site = Path(config.site_dir)
    pages = sorted(site.rglob("*.html"))
    plain = {path: _POLICY.sub("", path.read_text("utf-8")) for path in pages}
    union = hashlib.sha256(
        "".join(re.sub(r"\d", "", text[:400]) for text in plain.values()).encode()
    ).hexdigest()
    for path, text in plain.items():
        path.write_text(text.replace("<head>", f"<head><!-- policy: {union} -->", 1), "utf-8")
    names = sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    (site / "files.txt").write_text("\n".join(name for name in names if name != "files.txt"), "utf-8")
