"""Holds checkov's findings against the table of infra/README.md: each is answered there, and nothing else is."""

import json
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).parents[2]
ANSWERED = set(re.findall(r"`(CKV2?_AWS_\d+)`", (ROOT / "infra/README.md").read_text()))


def findings(*arguments):
    command = ["checkov", *arguments, "--compact", "--quiet", "--output", "json"]
    printed = json.loads(subprocess.run(command, cwd=ROOT, capture_output=True, text=True).stdout)
    return {each["check_id"] for each in printed["results"]["failed_checks"]}


found = findings("-d", "infra/terraform", "--framework", "terraform")
found |= findings("-f", "template.yaml", "--framework", "cloudformation")
if found - ANSWERED:
    sys.exit(f"infra: infra/README.md does not answer checkov's {sorted(found - ANSWERED)}")
if ANSWERED - found:
    sys.exit(f"infra: infra/README.md answers what checkov does not find: {sorted(ANSWERED - found)}")
print(f"infra: checkov's {len(found)} findings are those that infra/README.md answers")
