// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.blind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The test vectors of RFC 9497, appendix A: P-256 and P-384, OPRF and VOPRF.
class VectorsTest {
  private static final HexFormat HEX = HexFormat.of();

  /// One vector, with the key of its suite and mode.
  record Vector(Group group, JsonNode suite, JsonNode body) {
    List<byte[]> list(String name) {
      return Stream.of(body.get(name).stringValue().split(",")).map(HEX::parseHex).toList();
    }

    BigInteger scalar(JsonNode node) {
      return new BigInteger(node.stringValue(), 16);
    }

    EvaluationKey key() {
      return EvaluationKey.derive(
          group,
          HEX.parseHex(suite.get("seed").stringValue()),
          HEX.parseHex(suite.get("keyInfo").stringValue()));
    }

    Voprf voprf() {
      return new Voprf(group, new SecureRandom());
    }

    List<Blinded> blinded() {
      List<byte[]> inputs = list("Input");
      List<byte[]> blinds = list("Blind");
      return IntStream.range(0, inputs.size())
          .mapToObj(i -> voprf().blind(inputs.get(i), new BigInteger(1, blinds.get(i))))
          .toList();
    }

    List<Point> asked() {
      return blinded().stream().map(Blinded::point).toList();
    }

    List<Point> evaluated() {
      return list("EvaluationElement").stream().map(b -> Point.parse(group.suite(), b)).toList();
    }

    @Override
    public String toString() {
      return group + " batch of " + body.get("Batch");
    }
  }

  static Stream<Vector> all() throws IOException {
    try (InputStream in = VectorsTest.class.getResourceAsStream("rfc9497.json")) {
      var vectors = new ArrayList<Vector>();
      for (JsonNode suite : JsonMapper.shared().readTree(in)) {
        var group = new Group(suite(suite), Group.Mode.values()[suite.get("mode").intValue()]);
        StreamSupport.stream(suite.get("vectors").spliterator(), false)
            .forEach(body -> vectors.add(new Vector(group, suite, body)));
      }
      return vectors.stream();
    }
  }

  static Stream<Vector> verifiable() throws IOException {
    return all().filter(v -> v.group().mode() == Group.Mode.VOPRF);
  }

  private static Suite suite(JsonNode node) {
    return Stream.of(Suite.values())
        .filter(s -> s.identifier().equals(node.get("identifier").stringValue()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theyAreAllThere() throws IOException {
    assertThat(all()).hasSize(10);
    assertThat(verifiable()).hasSize(6);
  }

  @ParameterizedTest
  @MethodSource("all")
  void keysBlindedPointsEvaluationsAndOutputsAreThoseOfTheRfc(Vector vector) {
    EvaluationKey key = vector.key();
    List<Blinded> blinded = vector.blinded();
    List<Point> points = vector.voprf().evaluate(key, vector.asked()).points();

    assertThat(HEX.formatHex(key.bytes())).isEqualTo(vector.suite().get("skSm").stringValue());
    assertThat(vector.asked().stream().map(Point::bytes))
        .containsExactlyElementsOf(vector.list("BlindedElement"));
    assertThat(points).isEqualTo(vector.evaluated());
    assertThat(
            IntStream.range(0, points.size())
                .mapToObj(i -> vector.voprf().finish(blinded.get(i), points.get(i))))
        .containsExactlyElementsOf(vector.list("Output"));
  }

  @ParameterizedTest
  @MethodSource("verifiable")
  void proofsAreThoseOfTheRfcAndHold(Vector vector) {
    EvaluationKey key = vector.key();
    BigInteger nonce = vector.scalar(vector.body().get("Proof").get("r"));
    Evaluation evaluation = vector.voprf().evaluate(key, vector.asked(), nonce);
    String proof = vector.body().get("Proof").get("proof").stringValue();

    assertThat(key.publicKey().hex()).isEqualTo(vector.suite().get("pkSm").stringValue());
    assertThat(evaluation.proof().bytes(vector.group().suite()))
        .asHexString()
        .isEqualToIgnoringCase(proof);
    vector.voprf().verify(key.publicKey(), vector.asked(), evaluation);
  }

  @ParameterizedTest
  @MethodSource("verifiable")
  void aProofWithAnyBitChangedDoesNotHold(Vector vector) {
    Suite suite = vector.group().suite();
    byte[] proof = HEX.parseHex(vector.body().get("Proof").get("proof").stringValue());
    Point key = vector.key().publicKey();
    for (int bit = 0; bit < proof.length * 8; bit += 7) {
      byte[] altered = proof.clone();
      altered[bit / 8] ^= (byte) (1 << (bit % 8));
      assertThatThrownBy(
              () ->
                  vector
                      .voprf()
                      .verify(
                          key,
                          vector.asked(),
                          new Evaluation(vector.evaluated(), Proof.parse(suite, altered))))
          .isInstanceOfAny(ProofFailed.class, BadElement.class);
    }
  }
}
