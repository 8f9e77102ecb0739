"""The commands of the README's chapter on operations, so that tests run what operators are told to."""

import pathlib
import re
import textwrap

README = pathlib.Path(__file__).parents[2] / "README.md"


def commands(heading, having):
    """The one indented block under a heading that has this in it."""
    chapter = re.search(rf"^### {heading}\n(.*?)(?=^#)", README.read_text(), re.MULTILINE | re.DOTALL).group(1)
    blocks = re.findall(r"(?:^ {4,}\S.*\n)+", chapter, re.MULTILINE)
    (found,) = [block for block in blocks if having in block]
    return textwrap.dedent(found)
