// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// Turns arguments into a command, runs it, and turns every end into an exit code.
final class Shell {
  private static final int WIDEST_HELP = 100;

  private final Rooms rooms;
  private final Console console;
  private final Map<String, String> environment;

  Shell(Rooms rooms, Console console, Map<String, String> environment) {
    this.rooms = rooms;
    this.console = console;
    this.environment = Map.copyOf(environment);
  }

  int run(String... args) {
    boolean debug = List.of(args).contains("--debug");
    try {
      return commands()
          .setParameterExceptionHandler((wrong, all) -> refuse(wrong))
          .setExecutionExceptionHandler((thrown, at, parsed) -> end(thrown, debug))
          .execute(args);
    } catch (Error e) { // a broken promise of ours; Java would print its message
      return unforeseen(e, debug);
    }
  }

  /// All commands, ready to parse.
  CommandLine commands() {
    var arena =
        new CommandLine(new ArenaCommand())
            .addSubcommand(new ArenaWriteCommand(rooms, console))
            .addSubcommand(new ArenaLevelsCommand(rooms, console))
            .addSubcommand(new ArenaScoreCommand(rooms, console))
            .addSubcommand(new ArenaBaselineCommand(rooms, console))
            .addSubcommand(new ArenaCalibrateCommand(rooms, console));
    CommandLine registry =
        new CommandLine(new RegistryCommand()).addSubcommand(new RegistryBuildCommand(console));
    var interventions =
        new CommandLine(new InterventionsCommand())
            .addSubcommand(new InterventionsSimulateCommand(rooms, console))
            .addSubcommand(new InterventionsReportCommand(console, environment));
    var policy =
        new CommandLine(new PolicyCommand())
            .addSubcommand(new PolicyShowCommand(rooms, console))
            .addSubcommand(new PolicyCheckCommand(rooms, console))
            .addSubcommand(new PolicyTestCommand(rooms, console));
    var coalition =
        new CommandLine(new CoalitionCommand()).addSubcommand(new CoalitionDrillCommand(console));
    CommandLine tokens =
        new CommandLine(new TokensCommand(console)).addSubcommand(new TokensServeCommand(console));
    var mark =
        new CommandLine(new MarkCommand())
            .addSubcommand(new MarkProfilesCommand(console))
            .addSubcommand(new MarkKeysCommand(console, environment))
            .addSubcommand(new MarkTwinsCommand(console, environment))
            .addSubcommand(new MarkConfigCommand(console, environment))
            .addSubcommand(new MarkDetectCommand(console, environment));
    var lineage =
        new CommandLine(new LineageCommand(console))
            .addSubcommand(new LineageCompareCommand(console))
            .addSubcommand(new LineageTestCommand(console, environment));
    var all = new CommandLine(new Stillwatch());
    all.addSubcommand(new DemoCommand(rooms, console))
        .addSubcommand(new ScanCommand(rooms, console))
        .addSubcommand(new DossierCommand(console, environment))
        .addSubcommand(new VerifyCommand(console))
        .addSubcommand(new ExportCommand(console))
        .addSubcommand(arena)
        .addSubcommand(coalition)
        .addSubcommand(registry)
        .addSubcommand(interventions)
        .addSubcommand(policy)
        .addSubcommand(mark)
        .addSubcommand(new ServeCommand(console, environment))
        .addSubcommand(new DrillCommand(rooms, console))
        .addSubcommand(new HubCommand(console))
        .addSubcommand(
            new CommandLine(new ShareCommand(console))
                .addSubcommand(new ShareBundleCommand(console))
                .addSubcommand(new ShareToldCommand(console, environment))
                .addSubcommand(new ShareTellCommand(console, environment))
                .addSubcommand(new ShareTakeBackCommand(console, environment))
                .addSubcommand(new ShareSuspicionsCommand(console, environment))
                .addSubcommand(new SharePeersCommand(console, environment))
                .addSubcommand(new ShareLeadsCommand(console, environment))
                .addSubcommand(new ShareAlarmsCommand(console, environment)))
        .addSubcommand(new ConfigCommand(console, environment))
        .addSubcommand(new TokenCommand(console, environment))
        .addSubcommand(new LoginCommand(console, environment))
        .addSubcommand(tokens)
        .addSubcommand(new AuditCommand(console, environment))
        .addSubcommand(new ReviewCommand(console, environment))
        .addSubcommand(new TextCommand(console, environment))
        .addSubcommand(lineage)
        .addSubcommand(new LabCommand(console))
        .addSubcommand(new VersionCommand(console))
        .addSubcommand(new HelpCommand(all, console))
        .setOverwrittenOptionsAllowed(false)
        .setDefaultValueProvider(new EnvironmentDefaults(environment))
        .setUsageHelpWidth(Math.clamp(console.width(), 80, WIDEST_HELP))
        .setOut(console.out())
        .setErr(console.err());
    furnish(all);
    return all;
  }

  /// Gives every command the common options and one layout of its help.
  private static void furnish(CommandLine command) {
    command.addMixin("common", new Common());
    var usage = command.getCommandSpec().usageMessage();
    usage
        .synopsisHeading("%nUsage: ")
        .synopsisSubcommandLabel("COMMAND")
        .descriptionHeading(usage.description().length == 0 ? "" : "%n")
        .parameterListHeading("%nParameters:%n")
        .optionListHeading("%nOptions:%n")
        .commandListHeading("%nCommands:%n");
    command.getSubcommands().values().stream().distinct().forEach(Shell::furnish);
  }

  private int refuse(ParameterException wrong) {
    String name = wrong.getCommandLine().getCommandSpec().qualifiedName();
    console.complain(line(wrong) + " (see " + name + " --help)");
    return Exit.USAGE.code();
  }

  private static String line(ParameterException wrong) {
    if (wrong instanceof UnmatchedArgumentException unknown) {
      List<String> near = unknown.getSuggestions();
      return "unknown "
          + (unknown.isUnknownOption() ? "option " : "argument ")
          + unknown.getUnmatched().getFirst()
          + (near.isEmpty() ? "" : "; did you mean " + near.getFirst() + "?");
    }
    String message = String.valueOf(wrong.getMessage());
    return message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
  }

  private int end(Exception thrown, boolean debug) {
    if (thrown instanceof Failure failure) {
      console.complain(failure.line());
      return failure.exit().code();
    }
    return unforeseen(thrown, debug);
  }

  private int unforeseen(Throwable thrown, boolean debug) {
    console.complain(Unexpected.line(thrown, debug));
    if (debug) {
      console.err().print(Unexpected.trace(thrown));
    }
    return Exit.FAILED.code();
  }
}
