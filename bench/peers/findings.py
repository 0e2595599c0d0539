# SPDX-License-Identifier: Apache-2.0
"""Puts CrowdSec's alerts into the form of a scan, so that the arena's score can grade them.

Usage: python3 bench/peers/findings.py ALERTS.json OUT

Writes OUT/all, OUT/distinct-prompts and OUT/shared-network, each with accounts.csv and campaigns.jsonl. Accused is
every account that an alert names in its events. The alerts of one source (an account, a /24) are one group,
detected when the first of them was raised. In place of evidence stands the number of alerts.

Prints a line `scenario alerts sources` for each scenario.
"""

import csv
import json
import sys
from collections import Counter, defaultdict
from pathlib import Path

SCENARIOS = ("distinct-prompts", "shared-network")


class Group:
    def __init__(self):
        self.alerts = 0
        self.first = "9999"
        self.accounts = Counter()

    def add(self, alert):
        self.alerts += 1
        self.first = min(self.first, time(alert["stop_at"]))
        self.accounts.update(
            {
                pair["value"]
                for event in alert["events"]
                for pair in event["meta"]
                if pair["key"] == "account"
            }
        )


def time(text):
    """`2026-03-15 23:44:36.035 +0000 UTC` becomes RFC 3339."""
    day, hour, zone, _ = text.split(" ")
    if zone != "+0000":
        raise ValueError(f"{text} is not UTC")
    return f"{day}T{hour}Z"


def write(out, groups):
    out.mkdir(parents=True)
    with open(out / "accounts.csv", "w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(("account_id", "campaign_id", "membership_log10_e", "share_harvest"))
        for name, group in sorted(groups.items()):
            for account, alerts in sorted(group.accounts.items()):
                rows.writerow((account, name, alerts, ""))
    with open(out / "campaigns.jsonl", "w", encoding="utf-8") as file:
        for name, group in sorted(groups.items()):
            line = {
                "campaign_id": name,
                "accounts": sorted(group.accounts),
                "verdict": "campaign",
                "detected_at": group.first,
            }
            file.write(json.dumps(line) + "\n")


def main(alerts, out):
    found = {scenario: defaultdict(Group) for scenario in SCENARIOS}
    for alert in json.loads(alerts.read_text(encoding="utf-8")) or []:
        scenario = alert["scenario"].rpartition("/")[2]
        found[scenario][scenario + ":" + alert["source"]["value"]].add(alert)
    for scenario, groups in found.items():
        write(out / scenario, groups)
        print(scenario, sum(group.alerts for group in groups.values()), len(groups))
    write(out / "all", {name: group for groups in found.values() for name, group in groups.items()})


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
