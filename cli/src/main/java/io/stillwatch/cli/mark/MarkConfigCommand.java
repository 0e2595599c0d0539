// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.mark;

import io.stillwatch.cli.kit.Console;
import io.stillwatch.cli.kit.Exit;
import io.stillwatch.cli.kit.Failure;
import io.stillwatch.marks.keys.KeyScope;
import io.stillwatch.marks.keys.MasterKey;
import io.stillwatch.marks.serving.Engine;
import io.stillwatch.marks.serving.Tier;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `stillwatch mark config`: a marked tier in a server's own configuration.
@Command(
    name = "config",
    header = "Writes a server's own configuration of a marked tier. It holds the key.",
    description = {
      "Commits to the key first, so that its age can be proved. A tier for everybody has four tokens of"
          + " context; suspect and campaign have two, which leave more in a student model and cost"
          + " quality, and need gateways to refuse greedy decoding."
    },
    footer = {
      "",
      "Examples:",
      "  stillwatch mark config --engine vllm --tier standard --tenant tier-1",
      "  stillwatch mark config --engine sglang --tier campaign --tenant tier-2 --campaign sw-17",
    })
final class MarkConfigCommand implements Callable<Integer> {
  private final Console console;
  private final Map<String, String> environment;

  @Mixin private MarkKeys keys = new MarkKeys();

  @Option(
      names = "--engine",
      required = true,
      paramLabel = "ENGINE",
      description = "vllm, sglang, transformers, llama.cpp or tensorrt-llm.")
  private String engine = "";

  @Option(
      names = "--tier",
      required = true,
      paramLabel = "TIER",
      description = "standard, suspect or campaign.")
  private String tier = "";

  @Option(
      names = "--tenant",
      required = true,
      paramLabel = "NAME",
      description = "Whose key: a tenant or a tier, no account.")
  private String tenant = "";

  @Option(
      names = "--campaign",
      paramLabel = "NAME",
      defaultValue = KeyScope.NONE,
      description = "The flagged group of a campaign key.")
  private String campaign = KeyScope.NONE;

  @Option(
      names = "--epoch",
      paramLabel = "N",
      defaultValue = "0",
      description = "Which rotation (default: the newest, or the first).")
  private int epoch;

  MarkConfigCommand(Console console, Map<String, String> environment) {
    this.console = console;
    this.environment = environment;
  }

  @Override
  public Integer call() throws IOException {
    MasterKey master = keys.master(environment);
    try {
      Engine known = Engine.of(engine);
      Tier level = tier();
      requireCampaign(level);
      var first = new KeyScope(known.profile(), tenant, campaign, Math.max(1, epoch));
      int newest = Math.max(1, keys.folder().newestEpoch(first));
      var scope = new KeyScope(known.profile(), tenant, campaign, epoch == 0 ? newest : epoch);
      keys.folder().register(master, scope, known.keyWords());
      console
          .out()
          .print(known.configuration(level, scope, master.derive(scope, known.keyWords())));
    } catch (IllegalArgumentException e) {
      throw Failure.usage(String.valueOf(e.getMessage()));
    } catch (IllegalStateException e) {
      throw Failure.unusable(String.valueOf(e.getMessage()));
    }
    console.err().println("this holds a secret key: only the server may read it");
    return Exit.FINISHED.code();
  }

  private Tier tier() {
    return Arrays.stream(Tier.values())
        .filter(known -> known.word().equals(tier))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "--tier is %s; it takes %s"
                        .formatted(
                            tier,
                            Arrays.stream(Tier.values())
                                .map(Tier::word)
                                .collect(Collectors.joining(", ")))));
  }

  private void requireCampaign(Tier level) {
    if ((level == Tier.CAMPAIGN) == campaign.equals(KeyScope.NONE)) {
      throw new IllegalArgumentException("--tier campaign and --campaign NAME go together");
    }
  }
}
