// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.cli.kit.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/// Every `stillwatch ...` that a page shows is a command with options that exist.
class DocumentedCommandsTest {
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
  private static final Pattern SHOWN =
      Pattern.compile("(?m)(?:^|[`$&;] ?)(?:\\./)?stillwatch +([a-z-][^`\\n|>#]*)");

  @Test
  void pagesShowOnlyWhatExists() throws IOException {
    List<String> wrong = new ArrayList<>();
    int seen = 0;
    for (Path page : pages()) {
      String text = Files.readString(page, UTF_8).replace("\\\n", " ");
      for (String arguments : shown(page, text)) {
        seen++;
        String complaint = complaint(arguments.strip().split("\\s+"));
        if (!complaint.isEmpty()) {
          wrong.add(ROOT.relativize(page) + ": stillwatch " + arguments.strip() + ": " + complaint);
        }
      }
    }

    assertThat(wrong).isEmpty();
    assertThat(seen).isGreaterThan(5);
  }

  @Test
  void theReadmeStartsWithTheDemo() throws IOException {
    assertThat(Files.readString(ROOT.resolve("README.md")).lines().limit(30))
        .anyMatch(line -> line.equals("./stillwatch demo"));
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> top = Files.list(ROOT);
        Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
      return Stream.concat(top, docs).filter(p -> p.toString().endsWith(".md")).sorted().toList();
    }
  }

  /// Commands in fenced blocks stand at the start of a line, elsewhere in code font.
  private static List<String> shown(Path page, String text) {
    List<String> all = new ArrayList<>();
    boolean fenced = false;
    for (String line : text.split("\n")) {
      if (line.startsWith("```")) {
        fenced = !fenced;
        continue;
      }
      String searched = fenced ? line : line.replaceAll("^[^`]*", "");
      SHOWN.matcher(searched).results().map(m -> m.group(1)).forEach(all::add);
    }
    return all;
  }

  private static String complaint(String... words) {
    CommandLine at = commands();
    for (String word : words) {
      if (at.getSubcommands().containsKey(word)) {
        at = at.getSubcommands().get(word);
      } else if (word.startsWith("-")) {
        String option = word.replaceFirst("=.*", "").replaceAll("[,.;:]$", "");
        if (at.getCommandSpec().findOption(option) == null) {
          return "no option " + option;
        }
      } else if (!at.getSubcommands().isEmpty() && !at.getCommandName().equals("help")) {
        return "no command " + word;
      }
    }
    return "";
  }

  private static CommandLine commands() {
    var nowhere = new PrintWriter(Writer.nullWriter());
    return new Shell(new House(), new Console(nowhere, nowhere, false, false, 80), Map.of())
        .commands();
  }
}
