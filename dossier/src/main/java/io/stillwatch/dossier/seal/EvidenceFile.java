// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.dossier.seal;

import io.stillwatch.dossier.Numbers;
import io.stillwatch.dossier.Prices;
import io.stillwatch.model.Campaign;
import io.stillwatch.model.Counts;
import io.stillwatch.model.Evidence;
import io.stillwatch.model.Exhibit;
import io.stillwatch.model.Member;
import io.stillwatch.model.ModelUse;
import io.stillwatch.model.Window;
import io.stillwatch.model.Workings;
import io.stillwatch.model.crypto.MerkleTree;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// Writes the evidence of one campaign as a scan finds it: `CAMPAIGN.jsonl.gz` without an account's
/// id, and `CAMPAIGN.accounts.csv` beside it, which opens the numbers of accounts and stays with
/// its owner. Exhibits are handed in in the order of time; memory does not grow with them.
public final class EvidenceFile implements AutoCloseable {
  /// More exchanges of one campaign are refused.
  public static final long EXHIBITS_MOST = 5_000_000;

  private static final long MILLION = 1_000_000;

  /// A reply that passed is known by the lower half of its exchange's hash.
  private static final long REPLY = 0xFFFFFFFFL;

  private final BufferedWriter out;
  private final MerkleTree tree = new MerkleTree();
  private final Campaign campaign;
  private final Workings workings;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final Set<String> named = new HashSet<>();
  private final Set<Long> passed;
  private final Set<Long> passedAt;

  /// What the run has to say besides.
  ///
  /// @param window event time of all that was read
  /// @param publicKey whether hashes were made with the key that everybody has
  /// @param keyHigh first half of the hash key; it opens commitments and is written nowhere
  /// @param keyLow second half
  /// @param unavailable families that could not be looked at, and why
  public record About(
      String version,
      Window window,
      boolean publicKey,
      long keyHigh,
      long keyLow,
      Prices prices,
      List<String> unavailable) {
    public About {
      unavailable = List.copyOf(unavailable);
    }

    /// Says nothing of the key.
    @Override
    public String toString() {
      return "About " + version;
    }
  }

  /// Writes all but the exhibits.
  ///
  /// @param folder where the two files are made
  public EvidenceFile(Path folder, Campaign campaign, Workings workings, About about)
      throws IOException {
    this.campaign = campaign;
    this.workings = workings;
    passed = workings.passings().stream().map(Workings.Passing::item).collect(Collectors.toSet());
    passedAt = workings.passings().stream().map(Workings.Passing::at).collect(Collectors.toSet());
    campaign.members().stream().map(Member::account).forEach(named::add);
    Files.createDirectories(folder);
    out =
        new BufferedWriter(
            new OutputStreamWriter(
                new GZIPOutputStream(
                    Files.newOutputStream(folder.resolve(campaign.id() + Openings.EVIDENCE))),
                StandardCharsets.UTF_8));
    finding(about);
    workings();
    accounts(folder, about);
    workings.passings().stream()
        .sorted(
            Comparator.comparingLong(Workings.Passing::at)
                .thenComparing(Workings.Passing::family)
                .thenComparingLong(Workings.Passing::item)
                .thenComparingInt(Workings.Passing::to))
        .forEach(this::passing);
  }

  /// Writes an exchange, if it is of the campaign: every one of a named account, and of the others
  /// of the group those that passings rest on.
  ///
  /// @throws IOException when it cannot be written, or there are too many
  public void add(Exhibit x) throws IOException {
    Integer number = numbers.get(x.account());
    if (number == null || !(named.contains(x.account()) || supports(x))) {
      return;
    }
    if (tree.size() == EXHIBITS_MOST) {
      throw new IOException(
          "campaign %s has more than %,d exchanges, the most that evidence holds"
              .formatted(campaign.id(), EXHIBITS_MOST));
    }
    String line = Canonical.line(exhibit(x, number));
    tree.add(Digests.utf8(line));
    out.write(line);
    out.write('\n');
  }

  private boolean supports(Exhibit x) {
    return passed.contains(x.root())
        || passed.contains(x.id() & REPLY)
        || x.sealedIn().stream().anyMatch(passed::contains)
        || x.sealedOut().stream().anyMatch(passed::contains)
        || passedAt.contains(x.at());
  }

  @Override
  public void close() throws IOException {
    try (out) {
      line(new Line.End(tree.size(), tree.root()));
    }
  }

  private void finding(About about) {
    Window window = about.window();
    line(
        new Line.Head(
            Verifier.FORMAT,
            "stillwatch " + about.version(),
            campaign.id(),
            campaign.verdict().word(),
            window.from(),
            window.until(),
            about.publicKey(),
            about.prices().date(),
            about.unavailable()));
    List<Line.Model> models = campaign.models().stream().map(u -> model(u, about)).toList();
    line(claims(models));
    models.forEach(this::line);
    campaign.evidence().forEach(e -> line(family(e)));
  }

  private Line.Claims claims(List<Line.Model> models) {
    Counts counts = campaign.counts();
    return new Line.Claims(
        campaign.members().size(),
        campaign.examined(),
        counts.exchanges(),
        counts.tokensIn(),
        counts.tokensOut(),
        fixed(models.stream().mapToDouble(Bills::usd).sum(), 2),
        campaign.window().from(),
        campaign.window().until(),
        campaign.detectedAt(),
        fixed(campaign.log10Control(), 4),
        fixed(campaign.log10Extraction(), 4),
        fixed(campaign.threshold(), 4),
        fixed(campaign.shareHarvest(), 4),
        campaign.techniques(),
        campaign.overturn());
  }

  private static Line.Model model(ModelUse use, About about) {
    Counts counts = use.counts();
    OptionalDouble in = about.prices().usd(price(use, MILLION, 0));
    OptionalDouble out = about.prices().usd(price(use, 0, MILLION));
    List<Double> usd =
        in.isPresent() && out.isPresent()
            ? List.of(in.getAsDouble(), out.getAsDouble())
            : List.of();
    return new Line.Model(
        use.model(), counts.exchanges(), counts.tokensIn(), counts.tokensOut(), usd);
  }

  private static ModelUse price(ModelUse use, long in, long out) {
    return new ModelUse(use.model(), new Counts(1, in, out));
  }

  private static Line.Family family(Evidence e) {
    return new Line.Family(
        e.family().name(),
        e.statistic(),
        Double.parseDouble(Numbers.significant(e.observed())),
        Double.parseDouble(Numbers.significant(e.expected())),
        fixed(e.log10E(), 4),
        e.says(),
        e.nullModel(),
        e.over());
  }

  private void workings() {
    Workings.Line l = workings.line();
    line(new Line.Control(l.rate(), l.looks(), l.named(), workings.halves()));
    workings
        .flows()
        .forEach(s -> line(new Line.Strangers(s.family().name(), s.events(), s.chances())));
    workings
        .evenness()
        .ifPresent(e -> line(new Line.Evenness(e.fitted(), e.fittedLike(), e.twice())));
    workings
        .rankings()
        .forEach(r -> line(new Line.Ranking(r.family().name(), r.observed(), r.matched())));
    Workings.Belonging b = workings.belonging();
    line(new Line.Belonging(b.outside(), b.outsiders(), b.error()));
    for (Workings.Looked one : workings.looked()) {
      line(
          new Line.Looked(
              one.named(),
              one.exchanges(),
              one.works(),
              one.uses(),
              one.exclusive(),
              one.free(),
              one.like(),
              one.chances()));
    }
  }

  private void accounts(Path folder, About about) throws IOException {
    var members = new HashMap<String, Member>();
    campaign.members().forEach(member -> members.put(member.account(), member));
    var commitments = new Commitments(about.keyHigh(), about.keyLow(), campaign.id());
    try (var openings = new Openings(folder, campaign.id())) {
      for (int p = 0; p < workings.looked().size(); p++) {
        for (String account : workings.looked().get(p).accounts()) {
          String nonce = commitments.nonce(account);
          openings.write(numbers.size(), members.containsKey(account), account, nonce);
          numbers.put(account, numbers.size());
          line(account(p, Commitments.commitment(nonce, account), members.get(account)));
        }
      }
    }
  }

  private static Line.Account account(int principal, String commitment, @Nullable Member member) {
    if (member == null) {
      return new Line.Account(principal, false, commitment, 0, 0, 0, 0, 0);
    }
    Counts counts = member.counts();
    return new Line.Account(
        principal,
        true,
        commitment,
        fixed(member.log10E(), 4),
        fixed(member.shareHarvest(), 4),
        counts.exchanges(),
        counts.tokensIn(),
        counts.tokensOut());
  }

  private void passing(Workings.Passing p) {
    line(new Line.Passing(p.family().name(), p.from(), p.to(), Digests.hash(p.item()), p.at()));
  }

  private static Line.Exhibit exhibit(Exhibit x, int account) {
    return new Line.Exhibit(
        x.at(),
        Digests.hash(x.id()),
        account,
        x.model(),
        x.tokensIn(),
        x.tokensOut(),
        x.firstTurn(),
        Digests.hash(x.chain()),
        Digests.hash(x.before()),
        Digests.hash(x.root()),
        hashes(x.issued()),
        hashes(x.handedIn()),
        hashes(x.sealedIn()),
        hashes(x.sealedOut()),
        hashes(x.scaffold()),
        Digests.hash(x.payload()));
  }

  private static List<String> hashes(List<Long> hashes) {
    return hashes.stream().map(Digests::hash).toList();
  }

  static double fixed(double value, int decimals) {
    return Double.parseDouble(Numbers.fixed(value, decimals));
  }

  private void line(Line line) {
    try {
      out.write(Canonical.line(line));
      out.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
