// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.blind;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Each half of the protocol against the other half of an independent implementation: the npm
/// package `@noble/curves`. Needs Node.js and npm.
class NobleTest {
  private static final HexFormat HEX = HexFormat.of();
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Path FOLDER = Path.of("target", "noble");
  private static final List<byte[]> INPUTS =
      IntStream.range(0, 5)
          .mapToObj(i -> ("email/1|2026-06|p" + i + "@x.org").getBytes(UTF_8))
          .toList();

  private final Voprf voprf = new Voprf(Suite.P256, new SecureRandom());

  @BeforeAll
  static void thePackageIsThere() throws IOException, InterruptedException {
    Files.createDirectories(FOLDER);
    for (String file : List.of("package.json", "package-lock.json", "oprf.mjs")) {
      try (InputStream in = NobleTest.class.getResourceAsStream("noble/" + file)) {
        Files.write(FOLDER.resolve(file), in.readAllBytes());
      }
    }
    if (!Files.exists(FOLDER.resolve("node_modules/@noble/curves"))) {
      run("npm", "ci", "--no-audit", "--no-fund", "--prefer-offline");
    }
  }

  @Test
  void whatTheyEvaluateHoldsHere() throws IOException, InterruptedException {
    JsonNode key = noble("key", Map.of());
    List<Blinded> blinded = INPUTS.stream().map(voprf::blind).toList();
    List<Point> asked = blinded.stream().map(Blinded::point).toList();
    JsonNode answer =
        noble("evaluate", Map.of("key", key, "points", asked.stream().map(Point::hex).toList()));
    var theirs =
        new Evaluation(
            TokenRoutes.points(answer.get("points")),
            Proof.parse(Suite.P256, TokenRoutes.bytes(answer.get("proof"))));
    Point publicKey = Point.parse(Suite.P256, TokenRoutes.bytes(key.get("public")));
    EvaluationKey same = EvaluationKey.parse(Suite.P256, TokenRoutes.bytes(key.get("secret")));

    voprf.verify(publicKey, asked, theirs);
    assertThat(same.publicKey()).isEqualTo(publicKey);
    assertThat(theirs.points()).isEqualTo(voprf.evaluate(same, asked).points());
    var swapped = new Evaluation(theirs.points().reversed(), theirs.proof());
    assertThatThrownBy(() -> voprf.verify(publicKey, asked, swapped))
        .isInstanceOf(ProofFailed.class);
  }

  @Test
  void whatIsEvaluatedHereHoldsThereWithTheSameOutputs() throws IOException, InterruptedException {
    EvaluationKey key = EvaluationKey.random(Suite.P256, new SecureRandom());
    List<String> inputs = INPUTS.stream().map(HEX::formatHex).toList();
    JsonNode blinded = noble("blind", Map.of("inputs", inputs)).get("blinded");
    var asked = new ArrayList<Point>();
    blinded.forEach(b -> asked.add(Point.parse(Suite.P256, TokenRoutes.bytes(b.get("point")))));
    Evaluation ours = voprf.evaluate(key, asked);
    JsonNode outputs = finish(inputs, blinded, ours, key.publicKey());
    Point strange = EvaluationKey.random(Suite.P256, new SecureRandom()).publicKey();

    assertThat(outputs.get("outputs").values().stream().map(JsonNode::stringValue))
        .containsExactlyElementsOf(INPUTS.stream().map(input -> output(key, input)).toList());
    assertThat(finish(inputs, blinded, ours, strange).has("refused")).isTrue();
  }

  private JsonNode finish(
      List<String> inputs, JsonNode blinded, Evaluation evaluation, Point publicKey)
      throws IOException, InterruptedException {
    return noble(
        "finish",
        Map.of(
            "inputs", inputs,
            "blinded", blinded,
            "evaluated", evaluation.points().stream().map(Point::hex).toList(),
            "proof", HEX.formatHex(evaluation.proof().bytes(Suite.P256)),
            "public", publicKey.hex()));
  }

  private String output(EvaluationKey key, byte[] input) {
    Blinded blinded = voprf.blind(input);
    Evaluation evaluation = voprf.evaluate(key, List.of(blinded.point()));
    return HEX.formatHex(voprf.finish(blinded, evaluation.points().getFirst()));
  }

  private static JsonNode noble(String work, Map<String, Object> asked)
      throws IOException, InterruptedException {
    Path file = Files.createTempFile(FOLDER, work, ".json");
    Files.write(file, JSON.writeValueAsBytes(asked));
    return JSON.readTree(run("node", "oprf.mjs", work, file.getFileName().toString()));
  }

  private static String run(String... command) throws IOException, InterruptedException {
    Path out = Files.createTempFile("noble", ".out");
    Process process = start(command, out);
    if (!process.waitFor(5, TimeUnit.MINUTES)) {
      process.destroyForcibly();
    }
    String said = Files.readString(out);
    assertThat(process.exitValue()).as("%s: %s", String.join(" ", command), said).isZero();
    return said;
  }

  private static Process start(String[] command, Path out) {
    try {
      return new ProcessBuilder(command)
          .directory(FOLDER.toFile())
          .redirectErrorStream(true)
          .redirectOutput(out.toFile())
          .start();
    } catch (IOException e) {
      throw new AssertionError(command[0] + " is missing; apt-get install nodejs npm", e);
    }
  }
}
