#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Our scores beside those of the engines' own programs: same token ids, same keys, in one run.

Usage: marks-reference.py CASES CHECKOUTS      (bench/marks.sh reference calls it)

CASES is what MarkReference wrote. CHECKOUTS holds what the user fetched, each of its own licence; none of it is part of
this project, and what is not there is said on the last line:
  transformers   from pip: transformers 5.18.0, on torch 2.13.0 (CPU)
  synthid-text   git clone https://github.com/google-deepmind/synthid-text    at addb4a1
  textseal       git clone https://github.com/facebookresearch/textseal       at 2c63fb8
  vllm           git clone https://github.com/vllm-project/vllm: vllm/config/watermarking.py and vllm/v1/watermarking, with
                 prfs/philox.py at 373305d, gumbel.py and watermarker.py at 01c268b, sbw.py at caaac7c, synthid.py at 0265d6b,
                 red_green.py at 381f945 (the last three from pull requests)
  sglang         git clone https://github.com/sgl-project/sglang: python/sglang/srt/sampling/watermarking, detector.py at 519697e

Prints a Markdown table: how many scores differ, and million tokens for each second of CPU, theirs on one thread and ours.
Ours are compared by the whole number that a score stands for (a hash, a 24-bit uniform, a count of bits): logarithms of
two libraries differ in their last bit. Exits with 1 when one differs.
"""

import collections
import importlib
import os
import pathlib
import sys
import time
import types

os.environ.setdefault("TORCHDYNAMO_DISABLE", "1")

import numpy as np
import torch

torch.set_num_threads(1)
if not hasattr(torch, "compile"):
    torch.compile = lambda f=None, **_: f if f is not None else (lambda g: g)

Case = collections.namedtuple("Case", "title name window first keys hash count scores")


def cases(folder):
    for i, line in enumerate((folder / "cases.tsv").read_text().splitlines()):
        title, name, window, first, keys, hashed, counted = line.split("\t")
        scores = np.fromfile(folder / f"{i}.f64", "<f8")
        yield Case(title, name, int(window), int(first), [int(k) for k in keys.split(",")], hashed, counted, scores)


def signed(key):
    return key - (1 << 64) if key >= 1 << 63 else key


def setting(case, name, otherwise):
    """A component of the profile as its record prints it."""
    _, found, rest = case.title.replace("]", ",").partition(name + "=")
    return type(otherwise)(rest.split(",")[0]) if found else otherwise


def timed(work, tokens):
    """The result, and million tokens for each second of CPU; the second call is timed, where one is quick."""
    start = time.process_time()
    result = work()
    spent = time.process_time() - start
    if spent < 5:
        start = time.process_time()
        result = work()
        spent = time.process_time() - start
    return result, tokens / spent / 1e6


def uniform(scores):
    """-log(1 - u) back to u."""
    return -np.expm1(-scores)


# Each engine: case, ids -> (their numbers, ours, Mtok/s of their scores, Mtok/s of their detector).


def synthid(processor, case, ids):
    tensor = torch.tensor(ids[None, :].astype(np.int64))
    bits, scoring = timed(lambda: processor.compute_g_values(tensor), len(ids))
    _, masked = timed(lambda: processor.compute_context_repetition_mask(tensor[:, :16384]), 16384)
    bits = bits[0].numpy().astype(np.int64)
    detector = 1 / (1 / scoring + 1 / masked)
    if "WEIGHTED" not in case.title:
        return bits.sum(axis=1), case.scores, scoring, detector
    depth = bits.shape[1]
    weights = [10 - 9.0 * l / (depth - 1) for l in range(depth)]
    total = 0.0
    for weight in weights:
        total += weight
    sums = np.zeros(len(bits))
    for layer, weight in enumerate(weights):
        sums = sums + np.where(bits[:, layer] == 1, weight * depth / total, 0.0)
    return np.rint(sums * 1e9), np.rint(case.scores * 1e9), scoring, detector


def hf_synthid(_, case, ids):
    from transformers.generation.logits_process import SynthIDTextWatermarkLogitsProcessor as Processor

    keys = [signed(k) for k in case.keys]
    return synthid(Processor(case.window + 1, keys, 65536, 0, 1024, torch.device("cpu")), case, ids)


def google_synthid(root, case, ids):
    sys.path.insert(0, str(root / "synthid-text" / "src"))
    module = importlib.import_module("synthid_text.logits_processing")
    processor = module.SynthIDLogitsProcessor(
        ngram_len=case.window + 1,
        keys=[signed(k) for k in case.keys],
        context_history_size=1024,
        temperature=1.0,
        top_k=40,
        device=torch.device("cpu"),
    )
    return synthid(processor, case, ids)


def hf_kgw(_, case, ids):
    import transformers
    from transformers.generation.watermarking import WatermarkDetector

    scheme = "lefthash" if case.name.endswith("left") else "selfhash"
    width = 1 if scheme == "lefthash" else case.window + 1
    settings = {"greenlist_ratio": 0.25, "bias": 2.0, "hashing_key": case.keys[0], "seeding_scheme": scheme, "context_width": width}
    config = transformers.PretrainedConfig(vocab_size=32000, bos_token_id=-1)
    detector = WatermarkDetector(config, "cpu", settings, ignore_repeated_ngrams=True)
    tensor = torch.tensor(ids.astype(np.int64))
    self_hash = scheme == "selfhash"

    def scores():
        greens = detector.processor._get_greenlist_ids
        return np.array(
            [
                bool((greens(tensor[max(0, t - case.window) : t + self_hash]) == tensor[t]).any())
                for t in range(case.first, len(ids))
            ]
        )

    theirs, scoring = timed(scores, len(ids))
    some = tensor[None, :8192]
    twice = torch.cat([some, some], dim=1)
    found, detecting = timed(lambda: detector(some), 8192)
    counted = detector(twice, return_dict=True).num_tokens_scored[0]
    NOTES.add(f"transformers' detector with ignore_repeated_ngrams counts {int(counted):,} n-grams in a text of 8,192 tokens said twice")
    return theirs, case.scores, scoring, detecting


def stub(name, **members):
    module = types.ModuleType(name)
    module.__dict__.update(members)
    sys.modules[name] = module


def vllm(root, module):
    """The engine's files as they are; what needs a GPU or the rest of the engine stands aside."""
    base = root / "vllm" / "vllm"
    if "vllm" not in sys.modules:
        for package in ("", "config", "v1", "v1/watermarking"):
            if not (base / package).is_dir():
                raise FileNotFoundError(base / package)
            stub(".".join(["vllm", *package.split("/")]).rstrip("."), __path__=[str(base / package)])
        stub("vllm.config.utils", config=lambda c: c)
        stub("vllm.logger", init_logger=lambda _: None)
        for package in ("worker", "worker.gpu", "worker.gpu.sample"):
            stub("vllm.v1." + package, __path__=[])
        stub("vllm.v1.worker.gpu.sample.gumbel", gumbel_sample=None)
    return importlib.import_module("vllm.v1.watermarking." + module)


def vllm_detector(detector, ids):
    detector.deduplicate_contexts = False
    contexts, targets = detector._prepare_inputs(ids.tolist())
    theirs, scoring = timed(lambda: detector._score_tokens(contexts, targets), len(ids))
    detector.deduplicate_contexts = True
    detector._get_p_value = lambda *_: 1.0  # quadratic in places; the score is what counts here
    _, detecting = timed(lambda: detector.detect(ids.tolist()), len(ids))
    return theirs, contexts, targets, scoring, detecting


def vllm_gumbel(root, case, ids):
    detector = vllm(root, "gumbel").GumbelWatermarkDetector(case.keys[0], case.window)
    _, contexts, targets, scoring, detecting = vllm_detector(detector, ids)
    theirs = detector.prf.uniform(contexts, targets.unsqueeze(-1)).squeeze(-1).numpy()
    return theirs, uniform(case.scores).astype(np.float32), scoring, detecting


def vllm_dual(root, case, ids):
    detector = vllm(root, "gumbel").DualKeyGumbelWatermarkDetector(case.keys[0], case.window)
    theirs, _, _, scoring, detecting = vllm_detector(detector, ids)
    # Neighbouring uniforms of either key differ by more than 5e-9.
    return np.rint(theirs.numpy() * 1e11), np.rint(case.scores * 1e11), scoring, detecting


def vllm_synthid(root, case, ids):
    detector = vllm(root, "synthid").SynthIDWatermarkDetector(case.keys[0], case.window)
    theirs, _, _, scoring, detecting = vllm_detector(detector, ids)
    return theirs.sum(dim=-1).numpy(), case.scores, scoring, detecting


def vllm_red_green(root, case, ids):
    detector = vllm(root, "red_green").RedGreenWatermarkDetector(case.keys[0], case.window)
    theirs, _, _, scoring, detecting = vllm_detector(detector, ids)
    return theirs.numpy(), case.scores, scoring, detecting


def vllm_sbw(root, case, ids):
    module = vllm(root, "sbw")
    scheme = "selfhash" if case.name.endswith("self") else "lefthash"
    detector = module.SBWWatermarkDetector(case.keys[0], scheme=scheme)
    theirs, contexts, targets, scoring, detecting = vllm_detector(detector, ids)
    if scheme == "lefthash":
        differ = int((theirs.numpy() != case.scores).sum())
        NOTES.add(f"vLLM's own left-hash detector differs from its generator at {differ:,} of {len(ids):,} tokens; compared is the generator")
        theirs = generated(module, detector, contexts, targets)
    return theirs.numpy(), case.scores, scoring, detecting


def generated(module, detector, contexts, targets):
    """What the generator makes of the hash that its detector shares, with the seed of its own line."""
    key, bar = detector._get_key_tensors(contexts.device)
    seeds = key * contexts.sum(dim=1)
    zeros = torch.zeros(len(targets), dtype=torch.int32)
    words = module._sbw_philox4x32_10_i32(
        (targets // 4).to(torch.int32), zeros, zeros, zeros, (seeds & 0xFFFFFFFF).to(torch.int32), (seeds >> 32).to(torch.int32)
    )
    word = torch.stack(words, dim=-1).gather(1, (targets % 4).unsqueeze(-1)).squeeze(-1)
    check = module._sbw_lefthash_inner(contexts[:64], torch.zeros(64, 256), bar, 2.0, key) > 0
    small = torch.stack([module_green(module, detector, seeds[i], 256, bar) for i in range(64)])
    assert torch.equal(check, small), "the generator's list is not what its parts say"
    return (word & 0x7FFFFFFF) < bar


def module_green(module, detector, seed, vocabulary, bar):
    tokens = torch.arange(vocabulary)
    zeros = torch.zeros(vocabulary, dtype=torch.int32)
    key = lambda word: torch.full((vocabulary,), int(word), dtype=torch.int64).to(torch.int32)
    words = module._sbw_philox4x32_10_i32(
        (tokens // 4).to(torch.int32), zeros, zeros, zeros, key(seed & 0xFFFFFFFF), key(seed >> 32)
    )
    return (torch.stack(words, dim=-1).gather(1, (tokens % 4).unsqueeze(-1)).squeeze(-1) & 0x7FFFFFFF) < bar


def sglang(root, case, ids):
    folder = root / "sglang" / "python" / "sglang" / "srt" / "sampling"
    if not (folder / "watermarking" / "detector.py").is_file():
        raise FileNotFoundError(folder / "watermarking" / "detector.py")
    stub("sglang_sampling", __path__=[str(folder)])
    stub("sglang_sampling.watermarking", __path__=[str(folder / "watermarking")])
    module = importlib.import_module("sglang_sampling.watermarking.detector")
    keys = [f"{k:x}" for k in case.keys]
    parsed = [module.parse_watermark_key(k) for k in keys]
    tokens = ids.tolist()

    def scores():
        hashes = []
        for t in range(case.first, len(tokens)):
            context = module.hash_context(tokens[t - case.window : t])
            second = len(parsed) > 1 and module.position_coin(*parsed, context) >= 1 << 31
            hashes.append(module.watermark_hash(parsed[second], context, tokens[t]))
        return np.array(hashes)

    theirs, scoring = timed(scores, len(ids))
    detector = module.WatermarkDetector(keys[0], key_b=keys[1] if len(keys) > 1 else None, context_window=case.window)
    _, detecting = timed(lambda: detector.detect_tokens(tokens[:4096]), 4096)
    return theirs, np.rint(uniform(case.scores) * 2.0**32 - 0.5).astype(np.int64), scoring, detecting


def textseal(root, case, ids):
    sys.path.insert(0, str(root / "textseal"))
    module = importlib.import_module("apps.common.watermark.pseudorandom")
    tensor = torch.tensor(ids.astype(np.int64))
    windows = tensor[:-1].unfold(0, case.window, 1)
    theirs, scoring = timed(lambda: -torch.log(1 - module.prf_uniform(windows, tensor[case.window :], case.keys[0])), len(ids))
    hashes = torch.round(module.prf_uniform(windows, tensor[case.window :], case.keys[0]).double() * 8191).numpy()
    return hashes, np.rint(uniform(case.scores) * 8191), scoring, None


ENGINES = {
    "hf-synthid-cpu": hf_synthid,
    "google-synthid": google_synthid,
    "vllm-gumbel": vllm_gumbel,
    "vllm-dual-gumbel": vllm_dual,
    "vllm-synthid": vllm_synthid,
    "vllm-red-green": vllm_red_green,
    "vllm-sbw-self": vllm_sbw,
    "vllm-sbw-left": vllm_sbw,
    "sglang-gumbel": sglang,
    "sglang-dual-gumbel": sglang,
    "hf-kgw-left": hf_kgw,
    "hf-kgw-self": hf_kgw,
    "textseal": textseal,
}
NOTES = set()


def main(folder, root):
    ids = np.fromfile(folder / "ids.i32", "<i4")
    missing = []
    wrong = 0
    print("| profile | scores compared | differ | theirs: scores | theirs: detector | ours: scores | ours: detector | scores, times |")
    print("|---|--:|--:|--:|--:|--:|--:|--:|")
    for case in cases(folder):
        label = case.name + f", window {case.window}" + (", weighted mean" if "WEIGHTED" in case.title else "")
        try:
            theirs, ours, scoring, detecting = ENGINES[case.name](root, case, ids)
        except (ImportError, FileNotFoundError) as fault:
            missing.append(f"{label} ({fault})")
            continue
        differ = int((theirs != ours).sum()) if len(theirs) == len(ours) else max(len(theirs), len(ours))
        wrong += differ
        detector = "" if detecting is None else f"{detecting:.3f}"
        print(
            f"| {label} | {len(ours):,} | {differ} | {scoring:.4f} | {detector} | {case.hash} | {case.count} |"
            f" {float(case.hash) / scoring:,.0f} |",
            flush=True,
        )
    for note in sorted(NOTES):
        print("\n" + note + ".")
    print("\nNot run: " + ("; ".join(missing) if missing else "nothing") + ".")
    return 1 if wrong else 0


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.exit(main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])))
