"""The commands of the page on AWS, so that tests run what operators are told to."""

import pathlib
import re
import textwrap

PAGE = pathlib.Path(__file__).parents[2] / "src/docs/aws.md"


def commands(heading, having):
    """The one indented block under a heading that has this in it."""
    chapter = re.search(rf"^## {heading}\n(.*?)(?=^#)", PAGE.read_text(), re.MULTILINE | re.DOTALL).group(1)
    blocks = re.findall(r"(?:^ {4,}\S.*\n)+", chapter, re.MULTILINE)
    (found,) = [block for block in blocks if having in block]
    return textwrap.dedent(found)
