// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.bench;

import static java.util.stream.Collectors.joining;

import io.stillwatch.marks.Key;
import io.stillwatch.marks.Mark;
import io.stillwatch.marks.Passage;
import io.stillwatch.marks.Profile;
import io.stillwatch.marks.Reach;
import io.stillwatch.marks.profiles.Profiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/// Scores random token ids under random keys and writes the scores, to the last bit, where
/// `bench/marks-reference.py` compares them with what the engines' own programs say: `ids.i32`,
/// `cases.tsv`, and a file of doubles for each line of that.
///
/// `--out FOLDER --tokens N`
public final class MarkReference {
  /// Most tokens are of a vocabulary this large, and every tenth of one of 200,000.
  private static final int VOCABULARY = 32_000;

  private static final int LARGEST = 200_000;

  /// Engines whose keys are signed take half of all.
  private static final List<String> SIGNED = List.of("vllm-sbw", "hf-kgw", "textseal");

  private MarkReference() {}

  public static void main(String[] args) throws IOException {
    Options options = Options.of(args);
    Path out = Files.createDirectories(Path.of(options.one("out")));
    int[] ids = ids(options.number("tokens"));
    write(out.resolve("ids.i32"), ids);
    List<String> lines = new ArrayList<>();
    for (Profile profile : cases()) {
      lines.add(scored(out.resolve(lines.size() + ".f64"), profile, ids));
    }
    Files.write(out.resolve("cases.tsv"), lines);
  }

  /// Every profile with its engine's defaults, and the window that is no multiple of anything.
  private static List<Profile> cases() {
    List<Profile> cases = new ArrayList<>();
    for (Profile profile : Profiles.all()) {
      if (profile.card().standing() != Profile.Standing.UNVERIFIED) {
        cases.add(profile);
      }
    }
    cases.add(Profiles.of("vllm-gumbel:window=7"));
    cases.add(Profiles.of("sglang-gumbel:window=1"));
    cases.add(Profiles.of("google-synthid:window=2,depth=13"));
    cases.add(Profiles.of("hf-synthid-cpu:window=2,score=weighted-mean"));
    cases.add(Profiles.of("google-synthid:score=weighted-mean"));
    cases.add(Profiles.of("textseal:window=10"));
    return cases;
  }

  private static int[] ids(int tokens) {
    var random = new SplittableRandom(11);
    int[] ids = new int[tokens];
    for (int i = 0; i < tokens; i++) {
      ids[i] = random.nextInt(random.nextInt(10) == 0 ? LARGEST : VOCABULARY);
    }
    return ids;
  }

  private static String scored(Path file, Profile profile, int[] ids) throws IOException {
    Reach reach = profile.reach();
    Mark mark = profile.under(key(profile));
    int first = reach.start() == Reach.Start.PADDED ? 0 : reach.window();
    var scores = ByteBuffer.allocate(Double.BYTES * ids.length).order(ByteOrder.LITTLE_ENDIAN);
    for (int at = first; at < ids.length; at++) {
      scores.putDouble(mark.score(ids, Math.max(0, at - reach.window()), at));
    }
    Files.write(file, java.util.Arrays.copyOf(scores.array(), scores.position()));
    List<Passage> passages = List.of(Passage.of(ids));
    return String.join(
        "\t",
        profile.toString(),
        profile.name(),
        String.valueOf(reach.window()),
        String.valueOf(first),
        mark.key().words().stream().map(Long::toUnsignedString).collect(joining(",")),
        String.format(Locale.ROOT, "%.3f", MarkSpeed.hashRate(mark, passages)),
        String.format(Locale.ROOT, "%.3f", MarkSpeed.countRate(mark, passages)));
  }

  private static Key key(Profile profile) {
    Key any = Key.decoy(20261123, 1, profile.keyWords());
    boolean signed = SIGNED.stream().anyMatch(profile.name()::startsWith);
    return new Key("k", any.words().stream().map(w -> signed ? w & Long.MAX_VALUE : w).toList());
  }

  private static void write(Path file, int[] ids) throws IOException {
    var bytes = ByteBuffer.allocate(Integer.BYTES * ids.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asIntBuffer().put(ids);
    Files.write(file, bytes.array());
  }
}
