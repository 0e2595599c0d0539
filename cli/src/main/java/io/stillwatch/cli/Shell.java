// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli;

import io.stillwatch.cli.arena.ArenaCommand;
import io.stillwatch.cli.coalition.CoalitionCommand;
import io.stillwatch.cli.dossier.DossierCommand;
import io.stillwatch.cli.dossier.ExportCommand;
import io.stillwatch.cli.dossier.VerifyCommand;
import io.stillwatch.cli.drill.DrillCommand;
import io.stillwatch.cli.interventions.InterventionsCommand;
import io.stillwatch.cli.kit.Console;
import io.stillwatch.cli.kit.Exit;
import io.stillwatch.cli.kit.Failure;
import io.stillwatch.cli.lineage.LabCommand;
import io.stillwatch.cli.lineage.LineageCommand;
import io.stillwatch.cli.mark.MarkCommand;
import io.stillwatch.cli.policy.PolicyCommand;
import io.stillwatch.cli.registry.RegistryCommand;
import io.stillwatch.cli.scan.ScanCommand;
import io.stillwatch.cli.serve.AuditCommand;
import io.stillwatch.cli.serve.ConfigCommand;
import io.stillwatch.cli.serve.LoginCommand;
import io.stillwatch.cli.serve.ReviewCommand;
import io.stillwatch.cli.serve.ServeCommand;
import io.stillwatch.cli.serve.TextCommand;
import io.stillwatch.cli.serve.TokenCommand;
import io.stillwatch.cli.share.HubCommand;
import io.stillwatch.cli.share.ShareCommand;
import io.stillwatch.cli.tokens.TokensCommand;
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
    var all = new CommandLine(new Stillwatch());
    all.addSubcommand(new DemoCommand(rooms, console))
        .addSubcommand(new ScanCommand(rooms, console))
        .addSubcommand(new DossierCommand(console, environment))
        .addSubcommand(new VerifyCommand(console))
        .addSubcommand(new ExportCommand(console))
        .addSubcommand(ArenaCommand.of(rooms, console))
        .addSubcommand(CoalitionCommand.of(console))
        .addSubcommand(RegistryCommand.of(console))
        .addSubcommand(InterventionsCommand.of(rooms, console, environment))
        .addSubcommand(PolicyCommand.of(rooms, console))
        .addSubcommand(MarkCommand.of(console, environment))
        .addSubcommand(new ServeCommand(console, environment))
        .addSubcommand(new DrillCommand(rooms, console))
        .addSubcommand(new HubCommand(console))
        .addSubcommand(ShareCommand.of(console, environment))
        .addSubcommand(new ConfigCommand(console, environment))
        .addSubcommand(new TokenCommand(console, environment))
        .addSubcommand(new LoginCommand(console, environment))
        .addSubcommand(TokensCommand.of(console))
        .addSubcommand(new AuditCommand(console, environment))
        .addSubcommand(new ReviewCommand(console, environment))
        .addSubcommand(new TextCommand(console, environment))
        .addSubcommand(LineageCommand.of(console, environment))
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
