"""The cost model says what it is asked, and the README says what it says."""

import pathlib
import unittest

from cost import PRICES, Use, cost, table

README = pathlib.Path(__file__).parents[2] / "README.md"


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

    def test_pays_the_database_for_no_more_than_all_day(self):
        use = Use(rollups_a_day=1000, acu=1)
        self.assertAlmostEqual(720 * PRICES["aurora_acu_hour"], cost(use)["database: awake"])

    def test_costs_nothing_where_nothing_has_a_price(self):
        free = {name: 0 for name in PRICES}
        self.assertEqual(0, sum(cost(Use(), free).values()))

    def test_is_told_in_the_readme(self):
        self.assertIn(table(cost(Use())), README.read_text())


if __name__ == "__main__":
    unittest.main()
