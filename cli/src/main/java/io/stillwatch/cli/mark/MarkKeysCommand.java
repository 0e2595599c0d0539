// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.mark;

import io.stillwatch.cli.kit.Console;
import io.stillwatch.cli.kit.Exit;
import io.stillwatch.cli.kit.Failure;
import io.stillwatch.marks.keys.KeyFolder;
import io.stillwatch.marks.keys.KeyProof;
import io.stillwatch.marks.keys.KeyScope;
import io.stillwatch.marks.keys.MasterKey;
import io.stillwatch.marks.profiles.Profiles;
import io.stillwatch.marks.serving.Engine;
import io.stillwatch.marks.trace.Codebook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `stillwatch mark keys`: keys, their daily commitment, and who may detect with them.
@Command(
    name = "keys",
    header = "Makes keys, commits to them, proves their age, and records who approves a run.",
    footer = {
      "",
      "Examples:",
      "  stillwatch mark keys init",
      "  stillwatch mark keys add vllm-gumbel/tier-2/-/1",
      "  stillwatch mark keys rotate vllm-gumbel/tier-2/-/1",
      "  stillwatch mark keys commit               daily; publish what it prints",
      "  stillwatch mark keys prove vllm-gumbel/tier-2/-/1 > key.proof",
      "  stillwatch mark keys verify key.proof",
      "  stillwatch mark keys person alice         prints alice's secret, once",
      "  stillwatch mark keys approve RUN --as alice",
    })
final class MarkKeysCommand implements Runnable {
  /// Holds an approver's secret.
  static final String SECRET = "STILLWATCH_MARK_APPROVER";

  private final Console console;
  private final Map<String, String> environment;

  @Spec private CommandSpec spec = CommandSpec.create();

  MarkKeysCommand(Console console, Map<String, String> environment) {
    this.console = console;
    this.environment = environment;
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "no command; keys takes init, add, rotate, list, commit, prove, verify, person or approve");
  }

  @Command(name = "init", header = "Makes a fresh master key in a PKCS#12 file.")
  int init(@Mixin MarkKeys keys) throws IOException {
    char[] password = MarkKeys.password(environment);
    keys.folder();
    if (Files.exists(keys.file())) {
      throw Failure.unusable(keys.file() + " is there already; it is never overwritten");
    }
    MasterKey.create(keys.file(), password);
    console.out().println("master key: " + keys.file() + "; keep a copy where it cannot be lost");
    return Exit.FINISHED.code();
  }

  @Command(name = "add", header = "Commits to a key: PROFILE/TENANT/CAMPAIGN/EPOCH, - for none.")
  int add(@Mixin MarkKeys keys, @Parameters(paramLabel = "KEY") String key) throws IOException {
    return register(keys, MarkKeys.scope(key));
  }

  @Command(name = "rotate", header = "Commits to the next epoch of a key.")
  int rotate(@Mixin MarkKeys keys, @Parameters(paramLabel = "KEY") String key) throws IOException {
    KeyScope scope = MarkKeys.scope(key);
    int newest = keys.folder().newestEpoch(scope);
    return register(
        keys, new KeyScope(scope.profile(), scope.tenant(), scope.campaign(), newest + 1));
  }

  private int register(MarkKeys keys, KeyScope scope) throws IOException {
    MasterKey master = keys.master(environment);
    try {
      console.out().println(keys.folder().register(master, scope, words(scope)).scope());
    } catch (IllegalStateException e) {
      throw Failure.unusable(String.valueOf(e.getMessage()));
    }
    return Exit.FINISHED.code();
  }

  @Command(name = "list", header = "Lists all keys with their commitments; shows no secret.")
  int list(@Mixin MarkKeys keys) throws IOException {
    keys.folder().commitments().forEach(c -> console.out().println(c.hash() + "  " + c.scope()));
    return Exit.FINISHED.code();
  }

  @Command(
      name = "commit",
      header = "Prints the root over all keys: publish it daily, or have it timestamped.")
  int commit(@Mixin MarkKeys keys) throws IOException {
    console.out().println(keys.folder().commit());
    return Exit.FINISHED.code();
  }

  @Command(name = "prove", header = "Prints the proof that a key is under the first root after it.")
  int prove(
      @Mixin MarkKeys keys,
      @Parameters(paramLabel = "KEY") String key,
      @Option(
              names = "--open",
              fallbackValue = "true",
              description = "Tell the key too. It must not mark text any more.")
          boolean open)
      throws IOException {
    KeyScope scope = MarkKeys.scope(key);
    Optional<MasterKey> master = open ? Optional.of(keys.master(environment)) : Optional.empty();
    try {
      console.out().print(keys.folder().prove(scope, master, words(scope)).text());
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw Failure.unusable(String.valueOf(e.getMessage()));
    }
    return Exit.FINISHED.code();
  }

  @Command(name = "verify", header = "Checks a proof. Exit code 1 when it does not hold.")
  int verify(@Parameters(paramLabel = "FILE") Path file) throws IOException {
    KeyProof proof;
    try {
      proof = KeyProof.parse(Files.readString(file));
    } catch (IllegalArgumentException e) {
      throw Failure.unusable(file + ": " + e.getMessage());
    }
    if (!proof.holds()) {
      throw Failure.failed(file + " does not hold: the key is not under that root");
    }
    console
        .out()
        .println(
            "%s was committed to by %s under the root %s; compare it with the published one"
                .formatted(proof.commitment().scope(), proof.day(), proof.root()));
    return Exit.FINISHED.code();
  }

  @Command(name = "person", header = "Adds an approver, and prints the secret: it is kept nowhere.")
  int person(@Mixin MarkKeys keys, @Parameters(paramLabel = "NAME") String name)
      throws IOException {
    try {
      console.out().println(keys.folder().addPerson(name));
    } catch (IllegalArgumentException e) {
      throw Failure.usage(String.valueOf(e.getMessage()));
    }
    return Exit.FINISHED.code();
  }

  @Command(
      name = "approve",
      header = "Signs a detection run; two people have to.",
      description = "The approver's secret is in STILLWATCH_MARK_APPROVER.")
  int approve(
      @Mixin MarkKeys keys,
      @Parameters(paramLabel = "RUN", description = "As mark detect prints it.") String run,
      @Option(names = "--as", required = true, paramLabel = "NAME", description = "Who approves.")
          String name)
      throws IOException {
    if (!run.matches("[0-9a-f]{64}")) {
      throw Failure.usage("a run is 64 hexadecimal digits, as mark detect prints it");
    }
    KeyFolder folder = keys.folder();
    try {
      folder.approve(run, name, environment.getOrDefault(SECRET, ""));
    } catch (IllegalArgumentException e) {
      throw Failure.unusable(SECRET + ": " + e.getMessage());
    }
    console.out().println(name + " approves " + run);
    return Exit.FINISHED.code();
  }

  /// How many words the profile's key has.
  private static int words(KeyScope scope) {
    if (scope.profile().endsWith(Codebook.SUFFIX)) {
      return Codebook.WORDS;
    }
    for (Engine engine : Engine.values()) {
      if (engine.profile().equals(scope.profile())) {
        return engine.keyWords();
      }
    }
    try {
      return Profiles.of(scope.profile()).keyWords();
    } catch (IllegalArgumentException e) {
      throw Failure.usage(
          String.valueOf(e.getMessage())
              + Arrays.stream(Engine.values())
                  .map(Engine::profile)
                  .filter(p -> p.startsWith("tensorrt"))
                  .map(p -> ", " + p)
                  .findFirst()
                  .orElse(""));
    }
  }
}
