"""What Millrace costs on AWS a month, in dollars.

    cost.py --developers 500 --through collector
    cost.py --developers 500 --through direct --metrics-seconds 60 --logs-seconds 60
    cost.py --developers 500 --through queue

Prices are in prices.json; free tiers are left out. Seconds and sizes were measured on this code, or are said to be guesses.
"""

import argparse
import dataclasses
import json
import pathlib

PRICES = json.loads(pathlib.Path(__file__).with_name("prices.json").read_text())
DAYS = 30
GB = 1e9


@dataclasses.dataclass(frozen=True)
class Use:
    """How much is sent, and how."""

    developers: int = 500
    # Of work with a tool, a developer and working day; 22 working days a month.
    hours: float = 6
    working_days: int = 22
    # How often each sends metrics and events when nothing collects them; Claude Code's defaults.
    metrics_seconds: float = 60
    logs_seconds: float = 5
    # One Collector sends when it has this much, or after this time.
    batch_bytes: float = 1e6
    batch_seconds: float = 10
    # A guess: events and points of a busy hour, uncompressed; gzip takes nine tenths.
    bytes_an_hour: float = 2e6
    compression: float = 0.1
    # Whether the senders' requests go through a Collector, and whether exports land through a queue.
    collector: bool = True
    queue: bool = False
    memory_gb: float = 0.5
    # Of an export, warm: mostly waiting for S3, or for SQS.
    seconds: float = 0.03
    queue_seconds: float = 0.012
    # What a message holds besides the export in base64, and an invocation takes of messages.
    message_overhead: float = 150
    batch_of_messages: float = 6e6
    # Of the rollup function, to make a pack of a batch of messages: a guess.
    pack_seconds: float = 0.5
    # For how many days the bucket keeps what was packed and deleted, and packs that others replaced.
    version_days: int = 14
    # How often a byte is packed again before its day is over.
    repacked: float = 4
    rollups_a_day: int = 24
    # Of the rollup function, which has 3 GB: for each run, and for each export, which is read and converted once. Guesses.
    rollup_seconds: float = 10
    rollup_seconds_an_object: float = 0.01
    # How long the database stays awake after each rollup, and how large it then is.
    awake_seconds: float = 360
    acu: float = 0.5
    database_gb: float = 5
    months_kept: float = 13

    @property
    def content(self):
        """Bytes a month, uncompressed."""
        return self.developers * self.hours * self.working_days * self.bytes_an_hour

    @property
    def requests(self):
        """Exports a month."""
        worked = self.hours * 3600 * self.working_days
        if not self.collector:
            return self.developers * worked * (1 / self.metrics_seconds + 1 / self.logs_seconds)
        # Two signals, each by size or by time, whichever comes first.
        by_time = 2 * worked / self.batch_seconds
        return max(by_time, self.content / self.batch_bytes)


def of_exports(use, price):
    """What taking exports in costs, by what it is paid for, with or without the queue."""
    requests = use.requests
    started = {
        "taking exports in: requests": requests * price["lambda_request"],
        "taking exports in: time": requests
        * (use.queue_seconds if use.queue else use.seconds) * use.memory_gb * price["lambda_gb_second_arm64"],
    }
    if not use.queue:
        return {**started, "taking exports in: objects": requests * price["s3_put"]}
    message = use.content * use.compression / requests * 4 / 3 + use.message_overhead
    batches = max(use.hours * use.working_days * 60, requests * message / use.batch_of_messages)
    # SQS counts each 64 KB as a request; ten messages are received and deleted at once.
    chunks = max(1, message / 65536)
    return {
        **started,
        "taking exports in: queue": requests * (chunks + max(0.1, chunks / 10) + 0.1) * price["sqs_standard_request"],
        "taking exports in: objects": batches * 2 * price["s3_put"],
        "taking exports in: packing": batches * (price["lambda_request"] + use.pack_seconds * 3 * price["lambda_gb_second_arm64"]),
    }


def cost(use, prices=None):
    """Dollars a month by what they are paid for."""
    price = prices or PRICES
    stored = use.content * use.compression / GB
    # Parquet is about as large as what landed, and usage next to nothing.
    kept = stored * 2 * use.months_kept
    # Each byte lay in a loose object once, and in some packs that others replaced.
    replaced = stored * (use.repacked - (1 if use.queue else 0)) * use.version_days / DAYS
    # A heartbeat is written at most once a minute for each of a few senders; the key is read as often.
    minutes = use.hours * 60 * use.working_days * (1 if use.collector else use.developers)
    rollups = use.rollups_a_day * DAYS
    # Each loose object is read once, when it is packed.
    reads = 0 if use.queue else use.requests
    seconds = rollups * use.rollup_seconds + use.requests * use.rollup_seconds_an_object
    return {
        **of_exports(use, price),
        "taking exports in: keys and heartbeats": minutes * 2 * (price["s3_put"] + 2 * price["s3_get"]),
        "keeping what landed and the lake": kept * price["s3_gb_month"],
        "keeping what packs took the place of": replaced * price["s3_gb_month"],
        "rollups: time": seconds * 3 * price["lambda_gb_second_arm64"],
        "rollups: reading": reads * price["s3_get"],
        "rollups: queues": DAYS * 24 * 3600 / 20 * 5 * (price["sqs_request"] + price["sqs_standard_request"]),
        "database: awake": rollups * min(use.awake_seconds, 86400 / use.rollups_a_day) / 3600 * use.acu * price["aurora_acu_hour"],
        "database: storage": use.database_gb * price["aurora_gb_month"],
        "network: endpoint of the queue": 24 * DAYS * price["endpoint_hour"],
        "secrets, alarms, dashboard": 2 * price["secret_month"] + 13 * price["alarm_month"] + price["dashboard_month"],
        "logs": use.requests * 600 / GB * price["log_gb"],
    }


def table(costs):
    rows = [f"| {what} | {dollars:,.2f} |" for what, dollars in costs.items()]
    return "\n".join(["| a month | USD |", "| --- | ---: |", *rows, f"| **all** | **{sum(costs.values()):,.2f}** |"])


def main():
    parser = argparse.ArgumentParser(description="What Millrace costs on AWS a month.")
    parser.add_argument("--through", choices=["collector", "direct", "queue"], default="collector")
    for field in dataclasses.fields(Use):
        if field.name not in ("collector", "queue"):
            parser.add_argument("--" + field.name.replace("_", "-"), type=type(field.default), default=field.default)
    given = vars(parser.parse_args())
    through = given.pop("through")
    use = Use(collector=through == "collector", queue=through == "queue", **given)
    print(table(cost(use)))


if __name__ == "__main__":
    main()
