// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.cli.Typed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Why an account is named, or not.
class ScanExplainTest {
  @TempDir Path folder;

  private String explain(String account) {
    Typed typed =
        Typed.really(
            "scan %s --out %s --explain %s"
                .formatted(folder.resolve("w"), folder.resolve("found"), account));
    assertThat(typed.exit()).as(typed.err()).isZero();
    return typed.out().substring(typed.out().indexOf(account + "\n"));
  }

  @Test
  void everyTermItsNullAndWhatWouldOverturnItAreTold() throws IOException {
    Typed.really(
        "arena write --preset demo --seed 5 --accounts 400 --days 4 --out " + folder.resolve("w"));
    assertThat(explain("acct_nobody")).contains("no exchange of this account was seen");

    List<String> named = Files.readAllLines(folder.resolve("found/accounts.csv"));
    String hostile = named.get(1).substring(0, named.get(1).indexOf(','));
    assertThat(explain(hostile))
        .contains("in sw-", "(campaign)", "it stands as campaign", "Null: Poisson")
        .contains("what would overturn it: proof that the accounts answer to one")
        .doesNotContain("it is in no group that is reported");

    String log = log();
    String honest =
        labels().stream()
            .filter(line -> line.contains(",consumer,"))
            .map(line -> line.substring(0, line.indexOf(',')))
            .filter(log::contains)
            .findFirst()
            .orElseThrow();
    assertThat(explain(honest))
        .contains("it answers for itself", "it is in no group that is reported");
  }

  private List<String> labels() throws IOException {
    return Files.readAllLines(folder.resolve("w/labels/accounts.csv"));
  }

  private String log() throws IOException {
    try (var in =
        new GZIPInputStream(Files.newInputStream(folder.resolve("w/exchanges.jsonl.gz")))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
