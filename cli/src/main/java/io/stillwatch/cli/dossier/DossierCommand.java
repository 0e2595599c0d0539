// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.dossier;

import io.stillwatch.cli.kit.Console;
import io.stillwatch.cli.kit.Exit;
import io.stillwatch.cli.kit.Failure;
import io.stillwatch.cli.serve.TokenFile;
import io.stillwatch.dossier.letter.Audience;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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
            + " finding back. With --server, a running server makes them of what it found; who asks"
            + " is in its audit log.",
    footer = {
      "",
      "Examples:",
      "  stillwatch scan logs/ --seal --out found/",
      "  stillwatch dossier sw-b8b869ede002 --found found/ --for counsel --out dossier/",
      "  stillwatch dossier sw-b8b869ede002 --found found/ --for regulator --key key.pem \\",
      "      --tsa http://tsa.example/ --out dossier/",
      "  stillwatch dossier sw-b8b869ede002 --server https://stillwatch.example \\",
      "      --token-file token --for regulator --out dossier/",
      "  stillwatch dossier sw-b8b869ede002 --found found/ --withdrawn \\",
      "      --wrong \"The accounts are one school.\" --shared ids.txt --out dossier/",
      "",
      "Look next at the .html file in the --out folder; check the sealed file with",
      "stillwatch verify.",
    })
public final class DossierCommand implements Callable<Integer> {
  private final Console console;
  private final Map<String, String> environment;

  @Parameters(paramLabel = "CAMPAIGN", description = "Id of the finding, such as sw-b8b869ede002.")
  private String campaign = "";

  @ArgGroup(exclusive = true, multiplicity = "1")
  private Where where = new Where();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "Folder for the dossier; made if it does not exist.")
  private Path out = Path.of("");

  @ArgGroup(exclusive = true, multiplicity = "1")
  private Kind kind = new Kind();

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description =
          "For --server: file with a token of the role investigator (default: what stillwatch login"
              + " kept).")
  private Optional<Path> token = Optional.empty();

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

  /// Whose finding.
  static final class Where {
    @Option(
        names = "--found",
        paramLabel = "DIR",
        description = "What a scan wrote; for a letter of evidence, with --seal.")
    private Optional<Path> found = Optional.empty();

    @Option(
        names = "--server",
        paramLabel = "URL",
        description = "A server that found it, such as http://127.0.0.1:8700.")
    private Optional<URI> server = Optional.empty();
  }

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

  public DossierCommand(Console console, Map<String, String> environment) {
    this.console = console;
    this.environment = environment;
  }

  @Override
  public Integer call() throws IOException {
    List<Path> written =
        where.server.isPresent() ? ask(where.server.get()) : write(where.found.orElseThrow());
    written.forEach(console.out()::println);
    return Exit.FINISHED.code();
  }

  private List<Path> write(Path found) throws IOException {
    if (token.isPresent()) {
      throw Failure.usage("--token-file is for --server; --found needs none");
    }
    return kind.audience.isPresent()
        ? new Letters(found, campaign, out).write(kind.audience.get(), sealing())
        : new Retractions(found, campaign, out).write(account(), said(), ids());
  }

  private List<Path> ask(URI server) throws IOException {
    if (key.isPresent() || password.isPresent() || tsa.isPresent()) {
      throw Failure.usage(
          "--key and --tsa are for --found; a server seals with its settings dossier.key and"
              + " dossier.tsa");
    }
    try (var client = new DossierClient(server, token())) {
      return kind.audience.isPresent()
          ? client.write(campaign, kind.audience.get(), out)
          : client.takeBack(campaign, retraction(), out);
    }
  }

  private String token() throws IOException {
    Path file = token.orElseGet(() -> TokenFile.usual(environment));
    return new TokenFile(file)
        .any(Instant.now())
        .orElseThrow(
            () ->
                Failure.unusable(
                    file + " holds no token that has not ended; see stillwatch login and token"));
  }

  /// What was wrong may be left to who cleared the account.
  private Map<String, Object> retraction() throws IOException {
    var body = new TreeMap<String, Object>();
    account().ifPresent(account -> body.put("account_id", account));
    wrong.ifPresent(text -> body.put("wrong", text));
    body.put("shared", ids());
    return body;
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
