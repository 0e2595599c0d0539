// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.dossier.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stillwatch.model.crypto.MerkleTree;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.erdtman.jcs.NumberToJSON;
import org.junit.jupiter.api.Test;

/// Evidence that somebody tampered with, and sealed anew so that every digest fits.
class VerifierTest {
  private static final Pattern NUMBER = Pattern.compile("\"([a-z0-9_]+)\":(-?[0-9][0-9.e+-]*)");

  /// Numbers that no other number of the file depends on: what verify says it takes on trust.
  private static final Set<String> TRUSTED =
      Set.of(
          "head.log_from",
          "head.log_until",
          "claims.detected_at",
          "control.looks",
          "control.named",
          "belonging.outside",
          "belonging.outsiders",
          "belonging.error");

  @Test
  void everyNumberThatIsSaidIsComputedAgain() throws IOException {
    Verified verified = Sample.verified();
    assertThat(verified.exhibits()).isEqualTo(verified.facts().took().exchanges());
    assertThat(verified.facts().terms()).hasSizeGreaterThan(4);
    assertThat(verified.checks()).hasSizeGreaterThan(10);
    assertThat(verified.days().stream().mapToLong(d -> d.exchanges()).sum())
        .isEqualTo(verified.exhibits());
    assertThat(verified.arrivals().getLast()).isEqualTo(verified.facts().took().accounts());
  }

  /// One number changed, everything else left: the first of each name in each kind of line.
  @Test
  void aNumberThatWasChangedIsFound() throws IOException {
    List<String> lines = Sample.lines();
    var tried = new TreeSet<String>();
    var missed = new TreeSet<String>();
    for (int n = 0; n < lines.size(); n++) {
      String line = lines.get(n);
      String kind = line.substring(2, line.indexOf('"', 2));
      Matcher number = NUMBER.matcher(line);
      while (number.find()) {
        String name = kind + "." + number.group(1);
        if (tried.add(name)) {
          var changed = new ArrayList<>(lines);
          changed.set(n, swapped(line, number));
          if (!isBroken(changed)) {
            missed.add(name);
          }
        }
      }
    }
    assertThat(tried).hasSizeGreaterThan(30);
    assertThat(missed).isSubsetOf(TRUSTED);
  }

  private static String swapped(String line, Matcher number) throws IOException {
    double value = Double.parseDouble(number.group(2));
    String other =
        NumberToJSON.serializeNumber(value == Math.rint(value) ? value + 7 : value * 1.5);
    return line.substring(0, number.start(2)) + other + line.substring(number.end(2));
  }

  private static boolean isBroken(List<String> lines) throws IOException {
    try {
      Sample.verify(lines);
      return false;
    } catch (Broken e) {
      return true;
    }
  }

  /// What is taken on trust still has to be possible.
  @Test
  void anExhibitThatIsTakenOutIsMissedThoughTheRootIsMadeAnew() throws IOException {
    List<String> lines = Sample.lines();
    var random = new Random(5);
    for (int round = 0; round < 5; round++) {
      var fewer = new ArrayList<>(lines);
      List<Integer> exhibits = new ArrayList<>();
      for (int n = 0; n < lines.size(); n++) {
        if (lines.get(n).startsWith("{\"exhibit\"")) {
          exhibits.add(n);
        }
      }
      fewer.remove((int) exhibits.get(random.nextInt(exhibits.size())));
      assertThatThrownBy(() -> Sample.verify(sealedAnew(fewer)))
          .isInstanceOf(Broken.class)
          .hasMessageContaining("the file says");
    }
  }

  private static List<String> sealedAnew(List<String> lines) {
    var tree = new MerkleTree();
    lines.stream()
        .filter(line -> line.startsWith("{\"exhibit\""))
        .forEach(line -> tree.add(Digests.utf8(line)));
    var anew = new ArrayList<>(lines);
    anew.set(lines.size() - 1, Canonical.line(new Line.End(tree.size(), tree.root())));
    return anew;
  }

  @Test
  void aPassingThatNobodyBearsOutIsFound() throws IOException {
    List<String> lines = Sample.lines();
    for (int n = 0; n < lines.size(); n++) {
      if (lines.get(n).startsWith("{\"passing\"")) {
        var other = (Line.Passing) Canonical.line(lines.get(n));
        var moved =
            new Line.Passing(other.family(), other.to(), other.from(), other.item(), other.at());
        lines.set(n, Canonical.line(moved));
        break;
      }
    }
    assertThatThrownBy(() -> Sample.verify(lines))
        .isInstanceOf(Broken.class)
        .hasMessageContaining("no exhibits bear it out");
  }

  @Test
  void linesInAnotherOrderTwiceUnknownOrNotCanonicalAreRefused() throws IOException {
    List<String> lines = Sample.lines();
    refused(swap(lines, 0, 1), "wrong order");
    refused(with(lines, 1, lines.get(1)), "one more of its kind");
    refused(with(lines, 1, "{\"surprise\":{}}"), "no kind that this version knows");
    refused(with(lines, 1, "not json"), "no kind");
    refused(set(lines, 0, lines.getFirst().replace("\":{", "\": {")), "line 1 of the evidence");
    refused(
        set(lines, 0, lines.getFirst().replace("\"format\":1", "\"format\":1,\"format\":1")),
        "line 1");
    refused(set(lines, 0, lines.getFirst().replace("\"format\":1", "\"format\":1e999")), "line 1");
    refused(
        set(lines, 0, lines.getFirst().replace("\"format\":1", "\"format\":2")), "is of format 2");
    refused(set(lines, 0, "{\"head\":" + "[".repeat(100_000) + "}"), "line 1");
    refused(lines.subList(0, lines.size() - 1), "ends before its last line");
    refused(List.of(), "ends before its last line");
  }

  private static List<String> set(List<String> lines, int n, String line) {
    var other = new ArrayList<>(lines);
    other.set(n, line);
    return other;
  }

  private static List<String> with(List<String> lines, int n, String line) {
    var other = new ArrayList<>(lines);
    other.add(n, line);
    return other;
  }

  private static List<String> swap(List<String> lines, int a, int b) {
    return set(set(lines, a, lines.get(b)), b, lines.get(a));
  }

  private static void refused(List<String> lines, String why) {
    assertThatThrownBy(() -> Sample.verify(lines))
        .isInstanceOf(Broken.class)
        .hasMessageContaining(why);
  }

  /// A gigabyte of one letter is a megabyte of gzip.
  @Test
  void aBombIsRefusedAtItsFirstLine() throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(bytes)) {
      byte[] block = "a".repeat(1 << 20).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
      for (int i = 0; i < 64; i++) {
        out.write(block);
      }
    }
    assertThatThrownBy(() -> Verifier.evidence(new ByteArrayInputStream(bytes.toByteArray())))
        .isInstanceOf(Broken.class)
        .hasMessageContaining("longer than a line may be");
  }

  @Test
  void whatIsNoGzipOrCutIsRefused() throws IOException {
    byte[] whole = Sample.evidence();
    assertThatThrownBy(() -> Verifier.evidence(new ByteArrayInputStream(new byte[] {1, 2, 3})))
        .isInstanceOf(Broken.class);
    assertThatThrownBy(
            () ->
                Verifier.evidence(
                    new ByteArrayInputStream(java.util.Arrays.copyOf(whole, whole.length / 2))))
        .isInstanceOf(Broken.class);
  }
}
