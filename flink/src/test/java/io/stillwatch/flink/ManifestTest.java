// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/// The manifest that users start from is one that the operator takes, with options that the job
/// takes.
class ManifestTest {
  private static final Path MANIFEST = Path.of("deploy", "flinkdeployment.yaml");

  /// The newest schema that the build's registry has is of operator 1.10, which knows Flink up to
  /// 1.20 only; of the version it is held that this is all there is to say against the manifest.
  private static final String ONLY_THE_VERSION = "spec.flinkVersion is v2_3; it takes [v1_13,";

  @Test
  void theOperatorKnowsEveryField() throws IOException {
    assertThat(faults(text())).singleElement().asString().startsWith(ONLY_THE_VERSION);
    assertThat(faults(known())).isEmpty();
  }

  @Test
  void aFieldThatTheOperatorDoesNotKnowIsNamed() throws IOException {
    assertThat(faults(known().replace("parallelism:", "paralelism:")))
        .containsExactly("spec.job.paralelism is not known");
  }

  @Test
  void aValueOfTheWrongTypeIsNamed() throws IOException {
    assertThat(faults(known().replace("parallelism: 8", "parallelism: eight")))
        .containsExactly("spec.job.parallelism is of type string, not integer");
  }

  @Test
  void aWordThatTheOperatorDoesNotKnowIsNamed() throws IOException {
    assertThat(faults(known().replace("upgradeMode: savepoint", "upgradeMode: hope")))
        .singleElement()
        .asString()
        .startsWith("spec.job.upgradeMode is hope; it takes ");
  }

  @Test
  void theJobTakesItsArguments() throws IOException {
    List<String> args = job().get("args") instanceof List<?> list ? strings(list) : List.of();
    Path key = Files.write(Files.createTempFile("key", ""), new byte[16]);
    List<String> here =
        args.stream().map(a -> a.equals("/opt/stillwatch/seed") ? key.toString() : a).toList();

    Outputs outputs = JobSettings.of(here.toArray(String[]::new)).outputs();

    assertThat(outputs.campaigns()).contains("campaigns");
    assertThat(outputs.archive()).isPresent();
    Files.delete(key);
  }

  @Test
  void theClassThatItStartsExists() throws IOException {
    assertThat(job().get("entryClass")).isEqualTo(StillwatchJob.class.getName());
  }

  private static List<String> strings(List<?> list) {
    return list.stream().map(Object::toString).toList();
  }

  private static Map<?, ?> job() throws IOException {
    Map<?, ?> manifest = new Yaml().load(text());
    return (Map<?, ?>) ((Map<?, ?>) manifest.get("spec")).get("job");
  }

  private static List<String> faults(String manifest) throws IOException {
    return Crd.read().faults(new Yaml().load(manifest));
  }

  private static String known() throws IOException {
    return text().replace("flinkVersion: v2_3", "flinkVersion: v1_20");
  }

  private static String text() throws IOException {
    return Files.readString(MANIFEST);
  }
}
