// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.stillwatch.ingest.Format;
import io.stillwatch.respond.Policy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobSettingsTest {
  private static JobSettings of(String... more) throws IOException {
    var args =
        new ArrayList<>(List.of("--brokers", "b:9092", "--exchanges", "x", "--findings", "f"));
    args.addAll(List.of(more));
    return JobSettings.of(args.toArray(String[]::new));
  }

  @Test
  void whatIsNotGivenHasItsUsualValue() throws IOException {
    JobSettings settings = of();

    assertThat(settings.input())
        .isEqualTo(
            new Input.Logs(
                "x",
                Optional.empty(),
                Format.STILLWATCH,
                Duration.ofMinutes(10),
                Duration.ofDays(1),
                Duration.ofMinutes(1),
                Duration.ofSeconds(5)));
    assertThat(settings.notices()).isEmpty();
    assertThat(settings.whole()).isFalse();
    assertThat(settings.blueprint()).isEqualTo(DetectionBlueprint.standard());
  }

  @Test
  void whatIsGivenCounts() throws IOException {
    JobSettings settings = of("--fdr", "0.001", "--disorder", "30", "--format", "otel");

    assertThat(settings.blueprint().falseDiscovery()).isEqualTo(0.001);
    assertThat(settings.input()).isInstanceOf(Input.Logs.class);
    var logs = (Input.Logs) settings.input();
    assertThat(logs.disorder()).isEqualTo(Duration.ofSeconds(30));
    assertThat(logs.format()).isEqualTo(Format.OTEL);
  }

  @Test
  void observationsComeInPlaceOfLogs() throws IOException {
    JobSettings settings =
        JobSettings.of("--brokers", "b:9092", "--observations", "o", "--findings", "f");

    assertThat(settings.input()).isEqualTo(new Input.Observed("o"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> of("--observations", "o"))
        .withMessageContaining("--exchanges is of logs");
  }

  @Test
  void groupsAreLookedAtAsOftenAsIsSaid() throws IOException {
    assertThat(of().blueprint().config().judgeEvery()).isEqualTo(Duration.ofHours(1));
    assertThat(of("--judge-every", "10").blueprint().config().judgeEvery())
        .isEqualTo(Duration.ofMinutes(10));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> of("--judge-every", "7"))
        .withMessageContaining("--judge-every is 7; it takes 1, 2, 3");
  }

  @Test
  void anOptionThatDoesNotExistIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> of("--topic", "x"))
        .withMessage("there is no option --topic");
  }

  @Test
  void anOptionThatIsMissingIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> JobSettings.of("--brokers", "b:9092"))
        .withMessageContaining("--exchanges is missing");
  }

  @Test
  void aKeyFileThatHoldsTooLittleIsRefused(@TempDir Path folder) throws IOException {
    Path key = Files.write(folder.resolve("key"), new byte[15]);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> of("--seed-key", key.toString()))
        .withMessageContaining("holds 15 bytes");
  }

  @Test
  void aKeyFileGivesAnotherKeyThanThePublicOne(@TempDir Path folder) throws IOException {
    Path key = Files.write(folder.resolve("key"), new byte[16]);

    assertThat(of("--seed-key", key.toString()).blueprint().keyHigh())
        .isNotEqualTo(DetectionBlueprint.standard().keyHigh());
  }

  @Test
  void whatRulesInShadowDecideNeverGoesWhereEnforcersRead() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> of("--decisions-topic", "d", "--shadow-topic", "d"))
        .withMessageContaining("--shadow-topic is d, where enforcers read");
  }

  @Test
  void aPolicyIsReadBeforeTheJobIsSubmitted(@TempDir Path folder) throws IOException {
    Path policy = Files.writeString(folder.resolve("policy.toml"), Policy.standardText());
    assertThat(of("--policy", policy.toString()).ladder()).isEqualTo(of().ladder());

    Files.writeString(policy, Policy.standardText().replace("stay =", "stray ="));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> of("--policy", policy.toString()))
        .withMessageContainingAll("--policy", "policy.toml, line 6", "lacks stay");
  }

  /// What a savepoint names is the class of the forms, which has no fields.
  @Test
  void noKeyGoesIntoASavepoint() {
    var form = Form.of(new DetectionBlueprint(1, 2, 0.01), 0, Form.Side.STATE);

    assertThat(form.blueprint()).isEqualTo(DetectionBlueprint.Forms.class.getName());
    assertThat(DetectionBlueprint.Forms.class.getDeclaredFields())
        .allMatch(field -> java.lang.reflect.Modifier.isStatic(field.getModifiers()));
  }
}
