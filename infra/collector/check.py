"""A real Collector with config.yaml between captured requests and a Millrace of this machine.

    check.py <otelcol> <quarkus-run.jar> [seconds of outage]

Sends what Claude Code was captured sending to the Collector: half of it while Millrace is there, half of it while it is
gone; kills the Collector in between; and expects the usage that the captures truly hold, no more and no less.
"""

import collections
import contextlib
import json
import os
import pathlib
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

ROOT = pathlib.Path(__file__).parents[2]
CAPTURES = ROOT / "src/test/resources/captures"
TOKENS = {
    "input": "tokens_input",
    "output": "tokens_output",
    "cacheRead": "tokens_cache_read",
    "cacheCreation": "tokens_cache_creation",
}
COUNTS = {
    "claude_code.commit.count": ["commits"],
    "claude_code.pull_request.count": ["pull_requests"],
    "claude_code.lines_of_code.count": ["lines_added", "lines_removed"],
}
# Longer than the pauses between tries, on a busy machine.
PATIENCE = 180
# Usage names a model without the date of its version.
DATE = re.compile(r"-20\d{6}$")


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def call(address, method="GET", body=None, headers=None):
    request = urllib.request.Request(address, data=body, method=method, headers=headers or {})
    with urllib.request.urlopen(request, timeout=60) as answer:
        return answer.read()


def eventually(what, wanted):
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if wanted():
            return
        time.sleep(0.5)
    raise AssertionError(f"{what}: not within {PATIENCE} s")


def answers(address):
    try:
        return call(address) is not None
    except OSError:
        return False


class Program:
    """A child process that answers at an address when it is ready."""

    def __init__(self, command, environment, health, log):
        self.command, self.environment, self.health, self.log = command, environment, health, log

    def start(self):
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(
                self.command, env={**os.environ, **self.environment}, stdout=log, stderr=log
            )
        eventually(f"{self.command[0]} is ready", lambda: answers(self.health))

    def stop(self, how=signal.SIGTERM):
        if self.process.poll() is None:
            self.process.send_signal(how)
            self.process.wait(PATIENCE)


class Millrace(Program):
    def __init__(self, jar, folder):
        self.data = folder / "data"
        self.address = f"http://127.0.0.1:{free_port()}"
        settings = {"MILLRACE_PORT": self.address.rsplit(":", 1)[1], "MILLRACE_DATA": str(self.data)}
        super().__init__(["java", "-jar", jar], settings, self.address + "/health/ready", folder / "millrace.log")

    def api(self, path, method="GET", body=None):
        owner = (self.data / "owner-key").read_text().strip()
        headers = {"Authorization": "Bearer " + owner, "Content-Type": "application/json"}
        return json.loads(call(self.address + path, method, body and json.dumps(body).encode(), headers))

    def new_key(self):
        return self.api("/api/keys", "POST", {"name": "collector", "scopes": ["otel:write"]})["token"]

    def has_arrivals(self):
        return any(each["requests"] for each in self.api("/api/deliveries"))

    def roll_up(self):
        self.api("/api/rollups", "POST", {})
        eventually("the rollup is done", lambda: self.api("/api/rollups")[0]["state"] == "done")


class Collector(Program):
    def __init__(self, binary, folder, endpoint, key):
        queue = folder / "queue"
        queue.mkdir()
        grpc, http, health = (free_port() for _ in range(3))
        self.address = f"http://127.0.0.1:{http}"
        settings = {
            "MILLRACE_ENDPOINT": endpoint,
            "MILLRACE_API_KEY": key,
            "MILLRACE_QUEUE": str(queue),
            "MILLRACE_LISTEN": "127.0.0.1",
            "MILLRACE_GRPC_PORT": str(grpc),
            "MILLRACE_HTTP_PORT": str(http),
            "MILLRACE_HEALTH": f"127.0.0.1:{health}",
        }
        config = str(pathlib.Path(__file__).with_name("config.yaml"))
        super().__init__([binary, "--config", config], settings, f"http://127.0.0.1:{health}/", folder / "collector.log")

    def send(self, request):
        head = json.loads(request.with_suffix(".json").read_text())
        wanted = ("content-type", "content-encoding", "user-agent")
        headers = {name: value for name, value in head["headers"].items() if name in wanted}
        call(self.address + head["path"], "POST", request.read_bytes(), headers)


def requests_of(captures):
    """Bodies that were answered 200 when they were captured, in order."""
    return [
        body
        for capture in captures
        for body in sorted(capture.glob("*.bin"))
        if json.loads(body.with_suffix(".json").read_text())["responseStatus"] == 200
    ]


def truth(captures):
    """What the captures hold, by model and figure."""
    totals = collections.Counter()
    for capture in captures:
        decoded = json.loads((capture / "truth.json").read_text())["decoded"]
        for series, amount in decoded["tokensFromMetrics"].items():
            _, model, kind = series.split(" | ")
            totals[DATE.sub("", model), TOKENS[kind]] += amount
        for metric, figures in COUNTS.items():
            totals["", "+".join(figures)] += decoded["metricTotals"].get(metric, {}).get("total", 0)
    return +totals


def usage(millrace):
    """The same from the API, of what has arrived by now."""
    millrace.roll_up()
    totals = collections.Counter()
    rows = millrace.api("/api/usage?from=2026-11-01&to=2026-11-30&by=model")["rows"]
    for row in rows:
        for figure in TOKENS.values():
            totals[row["model"], figure] += row[figure]
        for figures in COUNTS.values():
            totals["", "+".join(figures)] += sum(row[figure] for figure in figures)
    return +totals


def check(binary, jar, outage):
    captures = [folder for folder in sorted(CAPTURES.glob("claude-code-*")) if (folder / "truth.json").exists()]
    requests = requests_of(captures)
    half = len(requests) // 2
    with tempfile.TemporaryDirectory() as temp, contextlib.ExitStack() as stack:
        millrace = Millrace(jar, pathlib.Path(temp))
        millrace.start()
        stack.callback(millrace.stop)
        collector = Collector(binary, pathlib.Path(temp), millrace.address, millrace.new_key())
        collector.start()
        stack.callback(collector.stop)

        for request in requests[:half]:
            collector.send(request)
        eventually("something arrived", millrace.has_arrivals)

        millrace.stop()
        for request in requests[half:]:
            collector.send(request)
        collector.stop(signal.SIGKILL)
        collector.start()
        print(f"nothing answers the Collector for {outage} s", flush=True)
        time.sleep(outage)
        millrace.start()
        held = truth(captures)
        with contextlib.suppress(AssertionError):
            eventually("all arrived", lambda: usage(millrace) == held)
        # Whatever is still under way would be too much.
        time.sleep(5)
        found = usage(millrace)
        assert found == held, f"usage is not what was sent: {found - held} too much, {held - found} missing"
        print(f"{len(requests)} requests of {len(captures)} captures: all counted once")


if __name__ == "__main__":
    try:
        check(sys.argv[1], sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else 15)
    except urllib.error.HTTPError as refusal:
        sys.exit(f"{refusal.url}: {refusal.code} {refusal.read().decode(errors='replace')}")
