// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli;

import io.stillwatch.dossier.letter.Audience;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/// `stillwatch dossier`: a finding as a letter, with evidence that others can compute again.
@Command(
    name = "dossier",
    header = "Writes the dossier of a finding, and the sealed evidence that goes with it.",
    description =
        "Computes every number of the finding again from the evidence that scan --seal kept, and"
            + " writes a letter for one audience as HTML, PDF and JSON. For counsel and regulator a"
            + " sealed file goes with it. Or, with --withdrawn or --cleared, the letter that takes a"
            + " finding back.",
    footer = {
      "",
      "Examples:",
      "  stillwatch scan logs/ --seal --out found/",
      "  stillwatch dossier sw-b8b869ede002 --found found/ --for counsel --out dossier/",
      "  stillwatch dossier sw-b8b869ede002 --found found/ --for regulator --key key.pem \\",
      "      --tsa http://tsa.example/ --out dossier/",
      "  stillwatch dossier sw-b8b869ede002 --found found/ --withdrawn \\",
      "      --wrong \"The accounts are one school.\" --shared ids.txt --out dossier/",
      "",
      "Look next at the .html file in the --out folder; check the sealed file with",
      "stillwatch verify.",
    })
final class DossierCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(paramLabel = "CAMPAIGN", description = "Id of the finding, such as sw-b8b869ede002.")
  private String campaign = "";

  @Option(
      names = "--found",
      paramLabel = "DIR",
      required = true,
      description = "What a scan wrote; for a letter of evidence, with --seal.")
  private Path found = Path.of("");

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "Folder for the dossier; made if it does not exist.")
  private Path out = Path.of("");

  @ArgGroup(exclusive = true, multiplicity = "1")
  private Kind kind = new Kind();

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description =
          "Signs the sealed file: PEM of an Ed25519 key, PEM of a key and its certificate, or"
              + " PKCS#12. Without it the file shows that it is whole, not whose it is.")
  private Optional<Path> key = Optional.empty();

  @Option(
      names = "--key-password-file",
      paramLabel = "FILE",
      description = "Password of a PKCS#12 key.")
  private Optional<Path> password = Optional.empty();

  @Option(
      names = "--tsa",
      paramLabel = "URL",
      description = "Time-stamping authority (RFC 3161); only a digest goes there.")
  private Optional<URI> tsa = Optional.empty();

  @Option(
      names = "--wrong",
      paramLabel = "TEXT",
      description = "What was wrong, for --withdrawn and --cleared.")
  private Optional<String> wrong = Optional.empty();

  @Option(
      names = "--shared",
      paramLabel = "FILE",
      description = "Ids of what was shared and is taken back, one a line.")
  private Optional<Path> shared = Optional.empty();

  /// Which letter.
  static final class Kind {
    @Option(
        names = "--for",
        paramLabel = "AUDIENCE",
        converter = Word.class,
        description = "counsel, peer, regulator or public.")
    private Optional<Audience> audience = Optional.empty();

    @Option(names = "--withdrawn", description = "The finding no longer stands.")
    private boolean withdrawn;

    @Option(
        names = "--cleared",
        paramLabel = "ACCOUNT",
        description = "An account that the finding named is no longer accused.")
    private Optional<String> cleared = Optional.empty();
  }

  /// The word of an audience.
  static final class Word implements ITypeConverter<Audience> {
    @Override
    public Audience convert(String word) {
      for (Audience one : Audience.values()) {
        if (one.word().equals(word.toLowerCase(Locale.ROOT))) {
          return one;
        }
      }
      List<String> words = Arrays.stream(Audience.values()).map(Audience::word).toList();
      throw new TypeConversionException("is " + word + "; it takes " + String.join(", ", words));
    }
  }

  DossierCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    List<Path> written =
        kind.audience.isPresent()
            ? new Letters(found, campaign, out).write(kind.audience.get(), sealing())
            : new Retractions(found, campaign, out).write(account(), said(), ids());
    written.forEach(console.out()::println);
    return Exit.FINISHED.code();
  }

  /// The account that is cleared; none when the whole finding is withdrawn.
  private Optional<String> account() {
    return kind.withdrawn ? Optional.empty() : kind.cleared;
  }

  private Letters.Sealing sealing() {
    return new Letters.Sealing(key, password, tsa);
  }

  private String said() {
    return wrong
        .filter(text -> !text.isBlank())
        .orElseThrow(
            () ->
                Failure.usage("--wrong is missing; a letter that takes back says what was wrong"));
  }

  private List<String> ids() throws IOException {
    return shared.isPresent() ? Retractions.ids(shared.get()) : List.of();
  }
}
