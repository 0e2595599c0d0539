// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.share;

import io.stillwatch.cli.kit.Failure;
import java.io.IOException;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/// What a person does at a live server, and why.
final class ReasonOptions {
  @Mixin private LiveOptions server = new LiveOptions();

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description = "Why, without names of accounts; the audit log keeps it.")
  private String reason = "";

  /// @throws Failure when the server does not answer, or refuses
  JsonNode get(Map<String, String> environment, String path) throws IOException {
    return server.get(environment, path);
  }

  /// Does it.
  ///
  /// @throws Failure when there is no reason, or the server does not answer, or refuses
  JsonNode post(Map<String, String> environment, String path) throws IOException {
    if (reason.isBlank()) {
      throw Failure.usage("--reason is missing; the audit log keeps it");
    }
    return server.post(environment, path, Map.of("reason", reason));
  }
}
