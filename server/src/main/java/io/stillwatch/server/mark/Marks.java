// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.mark;

import io.stillwatch.marks.Key;
import io.stillwatch.marks.Mark;
import io.stillwatch.marks.keys.KeyFolder;
import io.stillwatch.marks.keys.KeyScope;
import io.stillwatch.marks.scan.Tokenizer;
import io.stillwatch.marks.serving.Engine;
import io.stillwatch.marks.serving.Rewriting;
import io.stillwatch.marks.serving.Tier;
import io.stillwatch.marks.trace.Codebook;
import io.stillwatch.model.Decision;
import io.stillwatch.model.Text;
import io.stillwatch.model.desk.Marker;
import io.stillwatch.respond.Policy;
import io.stillwatch.server.decide.MarkName;
import io.stillwatch.server.settings.MarksFile;
import io.stillwatch.server.settings.MarksFile.Entry;
import io.stillwatch.server.settings.MarksFile.Holder;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// The watermark keys that apply to requests, by the names that gateways are told. Every key is
/// committed to before it marks anything; a campaign's is made when the first decision about it is
/// read, and forgotten with the last. It tells nobody a key, and logs names alone.
public final class Marks implements Marker, AutoCloseable {
  private static final System.Logger LOG = System.getLogger("io.stillwatch.server");

  private final MarksFile file;
  private final KeyFolder folder;
  private final Map<String, Source> fixed = new HashMap<>();
  private final @Nullable Source standard;
  private final Optional<ServedFeed> feed;
  private final Set<String> complained = new HashSet<>();

  /// Never changed, only replaced.
  private volatile Map<String, Source> known;

  /// @param clock of this machine
  /// @throws IllegalArgumentException when the policy marks under a key that the file has not
  /// @throws IOException when the folder cannot be written
  /// @throws IllegalStateException when a key was committed to under another master key
  public Marks(MarksFile file, Policy policy, InstantSource clock) throws IOException {
    this.file = file;
    this.folder = new KeyFolder(file.folder(), clock);
    String key = policy.remedies().markKey();
    if (!key.isEmpty() && !file.keys().containsKey(key)) {
      throw new IllegalArgumentException(
          "the policy's mark-key is %s; gateway.marks has no [key.\"%s\"], add it"
              .formatted(key, key));
    }
    feed = feed(file, clock);
    for (Map.Entry<String, Entry> entry : file.keys().entrySet()) {
      if (entry.getValue().tier() != Tier.CAMPAIGN) {
        fixed.put(entry.getKey(), source(entry.getValue(), ""));
      }
    }
    standard = fixed.get(MarksFile.STANDARD);
    known = Map.copyOf(fixed);
  }

  private static Optional<ServedFeed> feed(MarksFile file, InstantSource clock) throws IOException {
    if (file.served().isEmpty()) {
      return Optional.empty();
    }
    MarksFile.Served served = file.served().get();
    file.engine().reads(Tier.STANDARD);
    Tokenizer tokenizer = Tokenizer.of(served.tokenizer());
    return Optional.of(
        new ServedFeed(new ServedFolder(served.folder(), served.room()), tokenizer, clock));
  }

  /// What notes served contexts; absent where the file has no `[served]`.
  public Optional<ServedFeed> feed() {
    return feed;
  }

  @Override
  public void close() throws IOException {
    if (feed.isPresent()) {
      feed.get().close();
    }
  }

  /// Makes the keys that decisions apply, before anybody is told of them.
  public synchronized void know(Collection<Decision> decisions) {
    Map<String, Source> before = known;
    Map<String, Source> fresh = new HashMap<>(fixed);
    for (Decision decision : decisions) {
      MarkName.of(decision)
          .filter(name -> !fresh.containsKey(name.told()))
          .flatMap(name -> source(name, before))
          .ifPresent(made -> fresh.put(made.getKey(), made.getValue()));
    }
    known = Map.copyOf(fresh);
  }

  private Optional<Map.Entry<String, Source>> source(MarkName name, Map<String, Source> before) {
    Source old = before.get(name.told());
    if (old != null) {
      return Optional.of(Map.entry(name.told(), old));
    }
    Entry entry = file.keys().get(name.written());
    try {
      if (entry != null) {
        return Optional.of(Map.entry(name.told(), source(entry, name.campaign())));
      }
      complain(name, "gateway.marks has no such key");
    } catch (IOException | IllegalArgumentException | IllegalStateException e) {
      complain(name, String.valueOf(e.getMessage()));
    }
    return Optional.empty();
  }

  /// Once for each name.
  private void complain(MarkName name, String why) {
    if (complained.size() < 1000 && complained.add(name.told())) {
      LOG.log(
          System.Logger.Level.WARNING,
          "a decision marks under {0}, and replies carry the standard mark, if any: {1}",
          name.told(),
          why);
    }
  }

  /// @param campaign empty for none
  private Source source(Entry entry, String campaign) throws IOException {
    return entry.codewords().isPresent()
        ? coded(entry, campaign, entry.codewords().get())
        : plain(entry, campaign.isEmpty() ? KeyScope.NONE : campaign.toLowerCase(Locale.ROOT));
  }

  private Source plain(Entry entry, String campaign) throws IOException {
    KeyScope scope = newest(file.engine().profile(), entry.tenant(), campaign);
    int words = file.engine().keyWords();
    folder.register(file.master(), scope, words);
    Key key = file.master().derive(scope, words);
    Marking marking =
        new Rewritten(
            new Rewriting(file.engine(), entry.tier(), key),
            feed.map(to -> new Noted(to, scope, file.engine().reads(entry.tier()).under(key))));
    return account -> marking;
  }

  /// One book for all holders. What is served under it is not noted.
  private Source coded(Entry entry, String campaign, Holder holder) throws IOException {
    String profile = file.engine().profile();
    KeyScope scope = newest(profile + Codebook.SUFFIX, entry.tenant(), KeyScope.NONE);
    folder.register(file.master(), scope, Codebook.WORDS);
    Key secret = file.master().derive(scope, Codebook.WORDS);
    return new Coded(
        Codebook.of(secret, file.engine().keyWords()),
        file.engine(),
        entry.tier(),
        holder == Holder.CAMPAIGN ? Optional.of(campaign) : Optional.empty());
  }

  /// Of the newest epoch, or the first.
  private KeyScope newest(String profile, String tenant, String campaign) throws IOException {
    var first = new KeyScope(profile, tenant, campaign, 1);
    return new KeyScope(profile, tenant, campaign, Math.max(1, folder.newestEpoch(first)));
  }

  @Override
  public Optional<Marking> under(String key, String account) {
    Source found = key.isEmpty() ? null : known.get(key);
    return Optional.ofNullable(found == null ? standard : found).map(from -> from.of(account));
  }

  /// What a name stands for.
  private interface Source {
    Marking of(String account);
  }

  /// Each request under the key of a slot drawn at random, and of the holder's letter there.
  private record Coded(Codebook book, Engine engine, Tier tier, Optional<String> campaign)
      implements Source {
    @Override
    public Marking of(String account) {
      int slot = ThreadLocalRandom.current().nextInt(book.slots());
      Key key = book.key(slot, book.letter(campaign.orElse(account), slot));
      return new Rewritten(new Rewriting(engine, tier, key), Optional.empty());
    }
  }

  /// Where what is said under a key is noted.
  private record Noted(ServedFeed feed, KeyScope scope, Mark mark) {
    void take(Text reply, List<Integer> tokens) {
      feed.offer(scope, mark, reply, tokens);
    }
  }

  private record Rewritten(Rewriting rewriting, Optional<Noted> noted) implements Marking {
    @Override
    public void served(Text reply, List<Integer> tokens) {
      noted.ifPresent(to -> to.take(reply, tokens));
    }

    @Override
    public boolean touches(String member) {
      return Rewriting.touches(member);
    }

    @Override
    public SortedMap<String, String> rewritten(String members) {
      return rewriting.rewrite(members);
    }
  }
}
