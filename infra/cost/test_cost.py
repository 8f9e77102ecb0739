"""The cost model says what it is asked, and the page on AWS says what it says."""

import pathlib
import unittest

from cost import PRICES, Use, cost, of_exports, table

PAGE = pathlib.Path(__file__).parents[2] / "src/docs/aws.md"


def small_exports(**more):
    """People who send 780 times an hour, 4 KB each as they land."""
    return Use(**{"bytes_an_hour": 780 * 4096 * 10, **more})


def a_million(use):
    """Dollars for taking in a million exports."""
    return sum(of_exports(use, PRICES).values()) / use.requests * 1e6


class CostTest(unittest.TestCase):
    def test_counts_a_request_an_interval_of_each_direct_sender(self):
        use = Use(developers=2, hours=1, working_days=1, metrics_seconds=60, logs_seconds=5, collector=False)
        self.assertEqual(2 * (60 + 720), use.requests)

    def test_counts_a_collectors_batches_by_time_or_by_size(self):
        few = Use(developers=1, hours=1, working_days=1, batch_seconds=10)
        many = Use(developers=1000, hours=1, working_days=1, bytes_an_hour=2e6, batch_bytes=1e6)
        self.assertEqual(2 * 360, few.requests)
        self.assertEqual(2000, many.requests)

    def test_pays_one_object_a_request(self):
        use = Use()
        self.assertAlmostEqual(use.requests * PRICES["s3_put"], cost(use)["taking exports in: objects"])

    def test_takes_a_million_small_exports_through_the_queue_for_no_more_than_80_cents(self):
        queue = small_exports(collector=False, queue=True)
        objects = small_exports(collector=False)
        self.assertLessEqual(a_million(queue), 0.80)
        self.assertGreater(a_million(objects), 5)

    def test_counts_what_sqs_does(self):
        use = small_exports(collector=False, queue=True)
        only = {name: 0 for name in PRICES} | {"sqs_standard_request": 1}
        # Sent one by one, received and deleted by ten.
        self.assertAlmostEqual(use.requests * 1.2, of_exports(use, only)["taking exports in: queue"])

    def test_counts_a_large_export_as_several_requests_of_sqs(self):
        only = {name: 0 for name in PRICES} | {"sqs_standard_request": 1}
        use = small_exports(collector=False, queue=True, bytes_an_hour=780 * 98304 * 10)
        self.assertGreater(of_exports(use, only)["taking exports in: queue"] / use.requests, 2)

    def test_says_what_direct_senders_cost_in_the_readme(self):
        direct = small_exports(collector=False)
        through = small_exports(collector=False, queue=True)
        self.assertIn(
            f"${a_million(direct):.2f} a million as objects, ${a_million(through):.2f} through the queue",
            " ".join(PAGE.read_text().split()),
        )

    def test_pays_the_database_for_no_more_than_all_day(self):
        use = Use(rollups_a_day=1000, acu=1)
        self.assertAlmostEqual(720 * PRICES["aurora_acu_hour"], cost(use)["database: awake"])

    def test_costs_nothing_where_nothing_has_a_price(self):
        free = {name: 0 for name in PRICES}
        self.assertEqual(0, sum(cost(Use(), free).values()))

    def test_is_told_to_operators(self):
        self.assertIn(table(cost(Use())), PAGE.read_text())


if __name__ == "__main__":
    unittest.main()
