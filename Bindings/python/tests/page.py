"""Examples of a page, run: an expression with a comment behind it gives what the comment says."""

import re
from pathlib import Path


def blocks(path):
    """The Python blocks of a page, in order."""
    return re.findall(r"^```python\n(.*?)^```$", Path(path).read_text("utf-8"), re.M | re.S)


def run(block, names):
    """Runs a block with these names; the number of expressions that gave what their comments say."""
    checked, plain = 0, []
    for line in block.splitlines():
        match = re.match(r"(\S.*?) {2,}# (.*)$", line)
        if match:
            exec("\n".join(plain), names)
            plain = []
            assert repr(eval(match[1], names)) == match[2], line
            checked += 1
        else:
            plain.append(line)
    exec("\n".join(plain), names)
    return checked
