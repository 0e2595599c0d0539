// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.cli.Typed;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokensTest {
  @TempDir Path folder;

  private Path peers() {
    return folder.resolve("peers.toml");
  }

  private Path enrol(String name) throws IOException {
    Typed typed = Typed.line("tokens enrol " + name + " --signups 100 --peers " + peers());
    assertThat(typed.exit()).as(typed.err()).isZero();
    return Files.writeString(folder.resolve(name + ".secret"), typed.out());
  }

  private TokenHub hub(String name) throws IOException {
    return TokenHub.open(
        folder.resolve(name), peers(), new InetSocketAddress("127.0.0.1", 0), Optional.empty());
  }

  private Typed make(Path secret, Path values, TokenHub... hubs) {
    var line = new StringBuilder("tokens make email --secret-file " + secret);
    line.append(" --values ").append(values).append(" --pins ").append(folder.resolve("pins"));
    List.of(hubs).forEach(hub -> line.append(" --service ").append(hub.base()));
    return Typed.line(line.toString());
  }

  @Test
  void aPeerIsEnrolledAndMakesTokensOfItsLines() throws IOException {
    Path secret = enrol("alpha");
    Path values = folder.resolve("mails.txt");
    Files.writeString(values, "ada@example.org\nnobody\nADA+x@example.org\nbob@example.org\n");
    try (TokenHub hub = hub("holder")) {
      Typed made = make(secret, values, hub);
      List<String> lines = made.out().lines().toList();

      assertThat(made.exit()).as(made.err()).isZero();
      assertThat(lines).hasSize(4);
      assertThat(lines.get(0))
          .startsWith("voprf-p256:")
          .isEqualTo(lines.get(2))
          .isNotEqualTo(lines.get(3));
      assertThat(lines.get(1)).isEqualTo("-");
      assertThat(made.err()).contains("line 2").doesNotContain("nobody");
      assertThat(Files.readString(peers())).doesNotContain(Files.readString(secret).strip());
    }
  }

  @Test
  void severalHoldersMakeOtherTokensThanOne() throws IOException {
    Path secret = enrol("alpha");
    Path values = Files.writeString(folder.resolve("mails.txt"), "ada@example.org\n");
    try (TokenHub one = hub("one");
        TokenHub other = hub("other")) {
      assertThat(make(secret, values, one, other).out())
          .isEqualTo(make(secret, values, other, one).out())
          .isNotEqualTo(make(secret, values, one).out());
    }
  }

  @Test
  void keysAreShownWithTheirFingerprintsAndMadeAhead() throws IOException {
    Files.createDirectories(folder.resolve("holder"));
    assertThat(Typed.line("tokens keys " + folder.resolve("holder")).out().lines()).hasSize(1);
    List<String> after =
        Typed.line("tokens rotate " + folder.resolve("holder")).out().lines().toList();
    assertThat(after)
        .hasSize(2)
        .allMatch(line -> line.matches("\\d{4}-\\d\\d  [0-9a-f]{16}  0[23][0-9a-f]{64}"));
    assertThat(Typed.line("tokens keys " + folder.resolve("holder")).out().lines())
        .containsExactlyElementsOf(after);
  }

  @Test
  void whatCannotBeDoneIsSaidInOneLine() throws IOException {
    Path secret = enrol("alpha");
    Path values = Files.writeString(folder.resolve("mails.txt"), "ada@example.org\n");
    assertThat(Typed.line("tokens enrol alpha --signups 1 --peers " + peers()).err())
        .contains("is enrolled");
    assertThat(Typed.line("tokens enrol Al.pha --signups 1 --peers " + peers()).exit())
        .isEqualTo(2);
    assertThat(Typed.line("tokens keys " + folder.resolve("none")).exit()).isEqualTo(2);
    assertThat(Typed.line("tokens serve h --listen 0.0.0.0:1 --peers " + peers()).err())
        .contains("--keystore");
    assertThat(
            Typed.line(
                    "tokens make mail --service http://127.0.0.1:1 --secret-file "
                        + secret
                        + " --values "
                        + values)
                .err())
        .contains("no label");
    Files.writeString(peers(), "[beta]\nsignups = 0\n");
    assertThat(Typed.line("tokens serve h --peers " + peers()).exit()).isEqualTo(3);
  }

  @Test
  void whoIsNotEnrolledMakesNothing() throws IOException {
    enrol("alpha");
    Path wrong = Files.writeString(folder.resolve("wrong"), "guess\n");
    Path values = Files.writeString(folder.resolve("mails.txt"), "ada@example.org\n");
    try (TokenHub hub = hub("holder")) {
      Typed made = make(wrong, values, hub);
      assertThat(made.exit()).isEqualTo(1);
      assertThat(made.out()).isEmpty();
      assertThat(made.err()).contains("enrolled").doesNotContain("guess");
    }
  }
}
