"""Bring an executed notebook into a form that depends on its source and the library versions alone."""

import re
from collections.abc import Iterable
from typing import Any

Output = dict[str, Any]

_ADDRESS = re.compile(r"\b0x[0-9a-fA-F]{6,16}\b")
_PROCESS = re.compile(r"\b(pid|PID|process)(\s*[=:]?\s*)\d+")


def clean_text(text: str, folders: Iterable[str] = ()) -> str:
    """Replace what differs from run to run: memory addresses, process numbers and temporary folders."""
    for folder in folders:
        text = text.replace(folder, "<folder>")
    return _PROCESS.sub(r"\1\2…", _ADDRESS.sub("0x…", text))


def clean_outputs(outputs: list[Output], folders: Iterable[str] = ()) -> list[Output]:
    """Clean the text of a cell's outputs; images and published results are left as they are."""
    folders = list(folders)
    return [_clean(output, folders) for output in outputs]


def _clean(output: Output, folders: list[str]) -> Output:
    if output["output_type"] == "stream":
        return {**output, "text": clean_text(output["text"], folders)}
    data = {
        mime: clean_text(value, folders) if isinstance(value, str) and mime.startswith("text/") else value
        for mime, value in output["data"].items()
    }
    return {**output, "data": data}


def notebook_json(cells: list[dict[str, Any]], metadata: dict[str, Any]) -> dict[str, Any]:
    """Assemble the notebook file (nbformat 4.5) with fixed cell ids."""
    identified = [{"id": f"cell-{index}", **cell} for index, cell in enumerate(cells, start=1)]
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    language = {"name": "python", "file_extension": ".py", "mimetype": "text/x-python"}
    return {
        "cells": identified,
        "metadata": {**metadata, "kernelspec": kernel, "language_info": language},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
