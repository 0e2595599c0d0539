# SPDX-License-Identifier: Apache-2.0
"""Whether a figure grows: its slope with an interval by the method of batch means, since neighbouring samples hang together.

As a program, reads "minute value" lines and prints the verdict: python3 bench/leak.py < samples.txt"""
import statistics
import sys

LEAST = 40
BATCHES = 10
T = 2.306  # 97.5% point of Student's t with BATCHES - 2 degrees of freedom


def interval(samples):
    """Slope with its 95% interval: a line through the means of ten stretches, which are nearly independent."""
    size = len(samples) / BATCHES
    parts = [samples[round(i * size):round((i + 1) * size)] for i in range(BATCHES)]
    at = [statistics.fmean(one[0] for one in part) for part in parts]
    value = [statistics.fmean(one[1] for one in part) for part in parts]
    rise, base = statistics.linear_regression(at, value)
    left = sum((v - base - rise * a) ** 2 for a, v in zip(at, value)) / (BATCHES - 2)
    spread = (left / sum((a - statistics.fmean(at)) ** 2 for a in at)) ** 0.5
    return rise, rise - T * spread, rise + T * spread


def verdict(samples, what="heap after GC", unit="MB"):
    """A sentence, and whether a leak is shown. Samples are (minute, value); leave the warm-up out."""
    if len(samples) < LEAST:
        return f"{what}: {len(samples)} samples after the warm-up are too few to say; {LEAST} are needed.", False
    rise, low, high = (60 * one for one in interval(samples))
    words = f"{what}: {rise:+.1f} {unit} an hour (95% interval {low:+.1f} to {high:+.1f}) over {len(samples)} samples"
    if low > 0:
        return f"{words}: IT GROWS.", True
    return f"{words}: no growth shown; more than {max(0, high):.1f} {unit} an hour is ruled out.", False


if __name__ == "__main__":
    sentence, grows = verdict([tuple(map(float, line.split())) for line in sys.stdin if line.strip()])
    print(sentence)
    sys.exit(1 if grows else 0)
