"""Run MkDocs without loading what only notebooks under docs/ need: ``python -m handbook_mkdocs build``."""

from handbook_mkdocs.lazy import load_lazily


def main() -> None:
    """Hand the command line over to MkDocs."""
    # mkdocs-jupyter loads Jupyter's converters for half a second, and nearly no build has a page for them.
    load_lazily("jupytext", "mkdocs_jupyter.convert")
    from mkdocs.__main__ import cli

    cli(prog_name="mkdocs")


if __name__ == "__main__":
    main()
