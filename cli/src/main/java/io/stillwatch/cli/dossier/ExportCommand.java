// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.dossier;

import io.stillwatch.cli.kit.Console;
import io.stillwatch.cli.kit.Exit;
import io.stillwatch.cli.kit.Failure;
import io.stillwatch.cli.scan.FoundFolder;
import io.stillwatch.dossier.Dossier;
import io.stillwatch.dossier.export.Export;
import io.stillwatch.model.Campaign;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `stillwatch export`: findings in the forms of other people's tools.
@Command(
    name = "export",
    header = "Prints findings in the forms of other tools: ocsf, ecs, misp or csv.",
    footer = {
      "",
      "Examples:",
      "  stillwatch export --found found/ --as ocsf > findings.jsonl",
      "  stillwatch export sw-b8b869ede002 --found found/ --as ecs",
      "  stillwatch export sw-b8b869ede002 --found found/ --as misp > event.json",
      "  stillwatch export --found found/ --as csv > findings.csv",
    })
public final class ExportCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(
      paramLabel = "CAMPAIGN",
      arity = "0..1",
      description = "Id of one finding; all of them without it.")
  private Optional<String> campaign = Optional.empty();

  @Option(
      names = "--found",
      paramLabel = "DIR",
      required = true,
      description = "What a scan wrote.")
  private Path found = Path.of("");

  @Option(
      names = "--as",
      paramLabel = "FORM",
      required = true,
      description =
          "ocsf (1.3.0, JSON lines), ecs (8.17, JSON lines), misp (an event a line) or csv.")
  private String form = "";

  public ExportCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    Export as =
        Export.of(form)
            .orElseThrow(() -> Failure.usage("--as is " + form + "; it takes " + words()));
    List<Campaign> all = FoundFolder.read(found).campaigns();
    List<Campaign> chosen =
        all.stream().filter(c -> campaign.isEmpty() || c.id().equals(campaign.get())).toList();
    if (campaign.isPresent() && chosen.isEmpty()) {
      throw Failure.unusable(
          found
              + " holds no finding "
              + campaign.get()
              + "; it holds "
              + all.stream().map(Campaign::id).collect(Collectors.joining(", ")));
    }
    console.out().print(as.text(chosen, Dossier.version()));
    return Exit.FINISHED.code();
  }

  private static String words() {
    return Arrays.stream(Export.values()).map(Export::word).collect(Collectors.joining(", "));
  }
}
