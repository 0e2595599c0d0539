# SPDX-License-Identifier: Apache-2.0
"""Prints what bench/peers.sh measured as a Markdown page.

Usage: python3 bench/peers/page.py WORK NAME=VALUE...
"""

import json
import sys
from pathlib import Path


def times(work, name):
    """CPU seconds, wall seconds and peak kilobytes of each run, by CPU."""
    files = work.glob(f"{name}.*.time")
    return sorted(tuple(float(word) for word in file.read_text().split()) for file in files)


def own_times(work):
    """The same of Osprey by its own clock, with the number of events before."""
    files = work.glob("osprey.*.own")
    runs = (tuple(float(word) for word in file.read_text().split()) for file in files)
    return sorted(runs, key=lambda run: run[1])


def median(ordered):
    return ordered[(len(ordered) - 1) // 2]


def micros(runs, events):
    """The median, and the spread if there is one."""
    text = f"{median(runs)[0] * 1e6 / events:,.1f}"
    if len(runs) > 1:
        text += f" ({runs[0][0] * 1e6 / events:,.1f} to {runs[-1][0] * 1e6 / events:,.1f})"
    return text


def row(*cells):
    print("| " + " | ".join(str(cell) for cell in cells) + " |")


def cost_row(title, runs, events, ours):
    cpu, wall, peak = median(runs)
    each = cpu * 1e6 / events
    row(
        title,
        f"{events:,}",
        f"{cpu:.1f}",
        micros(runs, events),
        f"{each / ours:.2f}",
        f"{wall:.1f}",
        f"{peak / 1024:,.0f}",
    )
    return each


def cost(work, said):
    events = int(said["exchanges"])
    print("| | events | CPU s | CPU µs per event | CPU, Stillwatch on metadata = 1 | wall s | peak RSS MB |")
    print("|---|--:|--:|--:|--:|--:|--:|")
    bare = times(work, "bare")
    ours = median(bare)[0] * 1e6 / events
    cost_row("Stillwatch, metadata only", bare, events, ours)
    cost_row("Stillwatch, with text", times(work, "text"), events, ours)
    if said["no_crowdsec"]:
        row("CrowdSec", "not measured: " + said["no_crowdsec"], *["-"] * 5)
    else:
        cost_row("CrowdSec, two scenarios, metadata only", times(work, "crowdsec"), events, ours)
    if said["no_osprey"]:
        row("Osprey's engine", "not measured: " + said["no_osprey"], *["-"] * 5)
    else:
        runs = own_times(work)
        cost_row("Osprey's engine, ten rules, metadata only", [run[1:4] for run in runs], int(runs[0][0]), ours)


def quality_row(work, title, name, alerts="-"):
    score = json.loads((work / "found" / f"{name}.score").read_text())
    accounts, groups = score["accounts"], score["groups"]
    named = accounts["hostile_named"] + accounts["honest_accused"]
    row(
        title,
        alerts,
        f"{named:,}",
        f"{accounts['hostile_named']:,}",
        f"{100 * accounts['precision']:.1f}%" if named else "-",
        f"{100 * accounts['recall']:.1f}%",
        f"{groups['campaigns_found']} of {groups['campaigns']}",
        wronged(score),
    )
    return accounts


def wronged(score):
    by = {c["community"]: c["accused"] for c in score["communities"] if c["accused"]}
    return ", ".join(f"{name} {n:,}" for name, n in sorted(by.items())) or "none"


def quality(work, said):
    print("| | alerts | accounts named | of them hostile | precision | recall | campaigns found | honest accounts named |")
    print("|---|--:|--:|--:|--:|--:|--:|---|")
    quality_row(work, "Stillwatch, with text", "text")
    accounts = quality_row(work, "Stillwatch, metadata only", "bare")
    if not said["no_crowdsec"]:
        counts = {}
        for line in (work / "alerts.count").read_text().splitlines():
            scenario, alerts, _ = line.split()
            counts[scenario] = int(alerts)
        quality_row(work, "CrowdSec, both scenarios", "crowdsec/all", f"{sum(counts.values()):,}")
        for scenario, alerts in counts.items():
            quality_row(work, f"CrowdSec, `{scenario}`", f"crowdsec/{scenario}", f"{alerts:,}")
    print()
    print(f"{accounts['hostile']:,} accounts of this world are hostile, a far larger share than in life; precision is that of this mixture.")
    if not said["no_osprey"]:
        runs = own_times(work)
        print(f"Osprey's rules touched {int(runs[0][4]):,} of {int(runs[0][0]):,} events; that accuses nobody.")
    print("A campaign is found when a group names two or more accounts, more than half of them its own.")


def once(said):
    if said["runs"] == "1":
        return "One run each."
    return f"Runs of each: {said['runs']}; the median by CPU counts, with the spread in brackets."


def main(work, said):
    print(f"""# Measured beside others

Made by `{said['asked']}`. Do not edit; run it again.

What an operator might run today, on the same events and in the same run. World `standard`, split `{said['split']}`, seed {said['seed']}:
{int(said['exchanges']):,} exchanges of {int(said['senders']):,} accounts in {said['days']} days.

- **Machine**: {said['machine']}
- **Load average**: {said['load_before']} before the runs, {said['load_after']} after
- **Versions**: {said['version']} with `{said['opts']}`; CrowdSec {said['crowdsec_version'] or 'not measured'}
- **Day**: {said['day']}

{once(said)}

## Not the same job

- **Stillwatch** looks for groups of accounts under common control, tests each against a null model, and names accounts. It also
  reads the world's signup records, which the others are not given.
- **CrowdSec** counts: one leaky bucket for each account and for each /24, and an alert when one runs over. It knows neither groups of
  accounts nor the organisation an account declares, and answers each event as it comes, which a scan does not.
- **Osprey's engine** decides on one event by rules and keeps nothing between events, so it finds no campaign by itself; counts come
  from services beside it, which are not run here.

So the first table tells what it costs to look at an event, and not who does more for it. Scenarios, rules and thresholds were
written for this comparison and not tuned on any world; other thresholds would trade one mistake for another.

## Cost
""")
    cost(work, said)
    print("""
- **CPU** is user and system time of the process and its children, start-up and report included. Making world and metadata is not
  counted. Osprey's is taken by its own clock after 300 events of warm-up, with reading a line and its JSON.
- **Input**: Stillwatch reads gzip; CrowdSec and Osprey read plain, flat lines of seven fields, which is cheaper.
- **Wall time** compares only on a calm machine. Stillwatch uses all cores, Osprey's engine one, CrowdSec one for parsing.
- **Memory**: Stillwatch's is mostly the heap it was allowed.""", end="")
    if not said["no_crowdsec"]:
        buckets = int((work / "buckets").read_text() or 0)
        print(f""" CrowdSec's is an artefact of replay: version 1.4 lets go of a bucket
  after its time on the wall clock, so buckets whose time in the log is long over pile up ({buckets:,} at the end). A live
  instance would hold far fewer. Its busy waiting for a bucket is counted, and weighs more at full speed than live.""", end="")
    print()
    if said["osprey_note"] and not said["no_osprey"]:
        print(f"- **Osprey**: {said['osprey_note']}")
    print("""
## Who is named
""")
    quality(work, said)
    print("""
For CrowdSec an account is named when an alert has it among its events. Verdicts and scores are those of
[the arena](formats/arena.md#score-arenascorescanfolder-labelsfolder); other worlds and baselines are on [the scoreboard](scoreboard.md).""")


if __name__ == "__main__":
    main(Path(sys.argv[1]), dict(pair.split("=", 1) for pair in sys.argv[2:]))
