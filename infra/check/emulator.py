"""Runs moto with what it leaves out of AWS and matters here.

An account that opted in to a Local Zone, whose name sorts before those of the region; one suffix for the addresses of all
clusters of an account and region; instances that stay with their cluster when it is renamed.
"""

import runpy
import sys

from moto.ec2.models.availability_zones_and_regions import RegionsAndZonesBackend, Zone
from moto.rds.models import DBCluster, RDSBackend

for region, zones in RegionsAndZonesBackend.zones.items():
    zones.insert(0, Zone(f"{region}-bos-1a", region, f"{region}-bos1-az1", "local-zone"))

make_cluster, modify_cluster = DBCluster.__init__, RDSBackend.modify_db_cluster


def with_address_of_account(cluster, *arguments, **named):
    make_cluster(cluster, *arguments, **named)
    cluster.url_identifier = "c0a1b2c3d4e5"


def with_instances(backend, wanted):
    before, after = wanted["db_cluster_identifier"], wanted.get("new_db_cluster_identifier")
    answer = modify_cluster(backend, wanted)
    for instance in backend.databases.values() if after else ():
        if instance.db_cluster_identifier == before:
            instance.db_cluster_identifier = after
    return answer


DBCluster.__init__ = with_address_of_account
RDSBackend.modify_db_cluster = with_instances
sys.argv[0] = "moto_server"
runpy.run_module("moto.server", run_name="__main__", alter_sys=False)
