# SPDX-License-Identifier: Apache-2.0
"""The load and the samples of bench/soak.sh: the world again and again, each time later and with fresh ids."""
import datetime
import gzip
import http.client
import json
import os
import re
import subprocess
import sys
import threading
import time

import leak

FOLDER, PID = sys.argv[1], sys.argv[2]
MINUTES = float(os.environ["MINUTES"])
ADDRESS = os.environ["ADDRESS"]
TOKEN = open(f"{FOLDER}/data/first-admin.token").read().strip()
HEAD = {"Authorization": f"Bearer {TOKEN}"}
RATE = float(os.environ.get("RATE", "0"))
BATCH, CHECKS = 2_000, 5
PAUSE = max(5.0, MINUTES * 60 / 240)  # between samples, seconds
REMEMBERED = 28  # event days that detection remembers: before twice as many it still fills up
REMEMBERED_IDS = 2 * int(os.environ["IDS"])  # before so many entries the tables of request ids still fill up
ROWS = 12  # of the table
STAMP = re.compile(r'"ts":"([^"]+)"')
HEAP = re.compile(r"^(?:PSYoungGen|ParOldGen|garbage-first heap|def new generation|tenured generation).*used (\d+)K", re.M)
ID = re.compile(r'"request_id":"')
began = time.time()
end = began + MINUTES * 60
sent = {"entries": 0, "rounds": 0, "again": 0, "checks": 0, "check_failures": 0}


def call(connection, method, path, body=None):
    connection.request(method, path, body, HEAD)
    answer = connection.getresponse()
    return answer.status, answer.read()


def shifted(line, days, round_no):
    stamp = STAMP.search(line)
    at = datetime.datetime.fromisoformat(stamp[1].replace("Z", "+00:00")) + datetime.timedelta(days=days)
    line = line[: stamp.start(1)] + at.isoformat(timespec="milliseconds").replace("+00:00", "Z") + line[stamp.end(1):]
    return ID.sub(f'"request_id":"{round_no}-', line, count=1)


def load():
    connection = http.client.HTTPConnection(ADDRESS, timeout=120)
    lines = gzip.open(f"{FOLDER}/world/exchanges.jsonl.gz", "rt").read().splitlines()
    days = 7
    hand(connection, open(f"{FOLDER}/world/accounts.jsonl").read().splitlines())
    while time.time() < end:
        for start in range(0, len(lines), BATCH):
            if time.time() > end:
                return
            some = lines[start:start + BATCH]
            slow_down()
            hand(connection, [shifted(one, days * sent["rounds"], sent["rounds"]) for one in some])
        sent["rounds"] += 1


def slow_down():
    """Waits while more has been sent than RATE allows, if it is set."""
    while RATE and time.time() < end and sent["entries"] > RATE * (time.time() - began):
        time.sleep(0.05)


def hand(connection, lines):
    body = "\n".join(lines).encode()
    while True:
        status, said = call(connection, "POST", "/v1/exchanges", body)
        if status == 200:
            told = json.loads(said)
            if told["rejected"]:
                raise SystemExit(f"rejected: {told['rejections'][:2]}")
            sent["entries"] += told["taken"]
            return
        if status not in (429, 503):
            raise SystemExit(f"the server answers {status}: {said[:300]}")
        sent["again"] += 1
        time.sleep(1)


def check():
    connection = http.client.HTTPConnection("127.0.0.1:8791", timeout=30)
    while time.time() < end:
        body = json.dumps({"account": f"a{sent['checks'] % 500}", "input_tokens": 100, "output_tokens": 50})
        status, _ = call(connection, "POST", "/v1/check", body)
        sent["checks"] += 1
        sent["check_failures"] += status != 200
        time.sleep(1 / CHECKS)


def figures(connection):
    _, text = call(connection, "GET", "/metrics")
    return dict(line.rsplit(" ", 1) for line in text.decode().splitlines() if not line.startswith("#"))


def sample(minute):
    connection = http.client.HTTPConnection(ADDRESS, timeout=120)
    subprocess.run([os.environ["JCMD"], PID, "GC.run"], capture_output=True, check=True)
    heap = subprocess.run([os.environ["JCMD"], PID, "GC.heap_info"], capture_output=True, check=True, text=True).stdout
    status = open(f"/proc/{PID}/status").read()
    journal = sum(one.stat().st_size for one in os.scandir(f"{FOLDER}/data/journal"))
    now = figures(connection)
    connection.close()
    return {
        "minute": minute,
        "entries": sent["entries"],
        "event days": 7 * sent["rounds"],
        "rss MB": int(re.search(r"VmRSS:\s+(\d+)", status)[1]) // 1024,
        "heap after GC MB": sum(int(one) for one in HEAP.findall(heap)) // 1024,
        "threads": int(re.search(r"Threads:\s+(\d+)", status)[1]),
        "files open": len(os.listdir(f"/proc/{PID}/fd")),
        "journal MB": journal >> 20,
        "behind": int(float(now["stillwatch_detection_behind"])),
        "late": int(float(now["stillwatch_observations_late_total"])),
    }


def main():
    threads = [threading.Thread(target=one, daemon=True) for one in (load, check)]
    for thread in threads:
        thread.start()
    rows, due = [], 1
    while time.time() < end:
        time.sleep(max(0, began + due * PAUSE - time.time()))
        rows.append(sample(round((time.time() - began) / 60, 2)))
        print(rows[-1], file=sys.stderr, flush=True)
        due = max(due + 1, int((time.time() - began) / PAUSE))
    for thread in threads:
        thread.join(60)
    print("| " + " | ".join(rows[0]) + " |\n|" + "--:|" * len(rows[0]))
    for row in rows[::-max(1, len(rows) // ROWS)][::-1]:
        print("| " + " | ".join(f"{value:,}" for value in row.values()) + " |")
    print(f"\n{sent['entries']:,} entries in {sent['rounds']} rounds, {sent['again']} sent again, {sent['checks']:,} checks, "
          f"{sent['check_failures']} of them not answered with 200.")
    warm = [row for row in rows if row["minute"] > MINUTES / 4 and row["event days"] > 2 * REMEMBERED]
    full = [row for row in warm if row["entries"] > 1.1 * REMEMBERED_IDS]
    if len(full) < len(warm) / 2:
        print(f"The table of request ids still filled up for much of this run; it is full after {1.1 * REMEMBERED_IDS:,.0f} entries.")
    warm = full if len(full) >= leak.LEAST else warm
    grows = False
    for figure, unit in (("heap after GC MB", "MB"), ("threads", "threads"), ("files open", "files")):
        sentence, leaks = leak.verdict([(row["minute"], row[figure]) for row in warm], figure.replace(" MB", ""), unit)
        print(sentence)
        grows |= leaks
    return grows or sent["check_failures"] > 0


sys.exit(1 if main() else 0)
