// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stillwatch.model.Finding;
import io.stillwatch.runtime.Engine;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// This build goes on from a savepoint that an earlier one left. When it does not, because a form
/// has changed: have its wire read the older form ([io.stillwatch.model.pipeline.Wire#earlier]), or
/// say in CHANGELOG.md that savepoints of the version before are refused, and keep a new one.
class KeptSavepointTest {
  private static final int FAST = 1_000_000;

  @Test
  void aSavepointOfAnEarlierBuildIsGoneOnFrom() throws Exception {
    KeptSavepoint.submit(KeptSavepoint.FOLDER.toUri().toString(), FAST)
        .getJobExecutionResult()
        .get();

    List<Finding> whole = World.embedded(KeptSavepoint.log(), 1, Engine.Mode.FAST);
    assertThat(KeptSavepoint.SENT).isNotEmpty().hasSizeLessThan(whole.size());
    Finding.Status found = newest(List.copyOf(KeptSavepoint.SENT));
    Finding.Status expected = newest(whole);
    assertThat(found.at()).isEqualTo(expected.at());
    assertThat(found.accounts()).isEqualTo(expected.accounts());
    assertThat(found.principals()).isEqualTo(expected.principals());
  }

  @Test
  void aSavepointOfAFormThatCannotBeReadIsRefusedByName(@TempDir Path folder) throws Exception {
    byte[] metadata = Files.readAllBytes(KeptSavepoint.FOLDER.resolve("_metadata"));
    String text = new String(metadata, StandardCharsets.ISO_8859_1);
    assertThat(text).contains("seen/1");
    Files.write(
        folder.resolve("_metadata"),
        text.replace("seen/1", "seen/9").getBytes(StandardCharsets.ISO_8859_1));

    assertThatThrownBy(
            () ->
                KeptSavepoint.submit(folder.toUri().toString(), FAST).getJobExecutionResult().get())
        .hasStackTraceContaining("state is seen/9, this job needs seen/1");
  }

  private static Finding.Status newest(List<Finding> findings) {
    return findings.stream()
        .filter(Finding.Status.class::isInstance)
        .map(Finding.Status.class::cast)
        .reduce((before, after) -> after)
        .orElseThrow();
  }
}
