# SPDX-License-Identifier: Apache-2.0
"""Writes the exchanges of a world twice more, as metadata only; bench/peers.sh calls it.

Usage: python3 bench/peers/events.py WORLD OUT

OUT/llm.jsonl   one flat line an exchange, in order of time, for engines that read events
OUT/bare/       the world's own log without messages, tools and replies, and its signups

Prints `exchanges accounts`.
"""

import gzip
import hashlib
import json
import re
import shutil
import sys
from pathlib import Path

WORDS = ("messages", "system", "tools", "completion")


def logs(world):
    """The world's logs; the number in a name tells the order of time."""
    return sorted(
        world.glob("exchanges*.jsonl.gz"),
        key=lambda log: int(re.sub(r"\D", "", log.name) or 1),
    )


def flat(exchange):
    """What a gateway without message logging would tell about one exchange."""
    address = exchange.get("ip", "")
    prompt = json.dumps([exchange.get("system"), exchange.get("messages")], sort_keys=True)
    return {
        "ts": exchange["ts"],
        "account": exchange["account_id"],
        "ip": address,
        "ip24": "" if ":" in address or not address else address.rpartition(".")[0] + ".0/24",
        "prompt_hash": hashlib.sha256(prompt.encode()).hexdigest()[:16],
        "model": exchange.get("model", ""),
        "tokens": exchange.get("input_tokens", 0) + exchange.get("output_tokens", 0),
    }


def main(world, out):
    bare = out / "bare"
    bare.mkdir(parents=True)
    shutil.copy(world / "accounts.jsonl", bare)
    exchanges, accounts = 0, set()
    with open(out / "llm.jsonl", "w", encoding="utf-8") as lines, gzip.open(
        bare / "exchanges.jsonl.gz", "wt", compresslevel=6, encoding="utf-8"
    ) as log:
        for source in logs(world):
            with gzip.open(source, "rt", encoding="utf-8") as text:
                for line in text:
                    exchange = json.loads(line)
                    lines.write(json.dumps(flat(exchange), separators=(",", ":")) + "\n")
                    for word in WORDS:
                        exchange.pop(word, None)
                    log.write(json.dumps(exchange, separators=(",", ":"), ensure_ascii=False) + "\n")
                    exchanges += 1
                    accounts.add(exchange["account_id"])
    print(exchanges, len(accounts))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
