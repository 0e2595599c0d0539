// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.mark;

import io.stillwatch.marks.Key;
import io.stillwatch.marks.Mark;
import io.stillwatch.marks.keys.KeyFolder;
import io.stillwatch.marks.keys.KeyScope;
import io.stillwatch.marks.scan.Tokenizer;
import io.stillwatch.marks.serving.Rewriting;
import io.stillwatch.marks.serving.Tier;
import io.stillwatch.model.Decision;
import io.stillwatch.model.Text;
import io.stillwatch.model.desk.Marker;
import io.stillwatch.respond.Policy;
import io.stillwatch.server.decide.MarkName;
import io.stillwatch.server.settings.MarksFile;
import io.stillwatch.server.settings.MarksFile.Entry;
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
import org.jspecify.annotations.Nullable;

/// The watermark keys that apply to requests, by the names that gateways are told. Every key is
/// committed to before it marks anything; a campaign's is made when the first decision about it is
/// read, and forgotten with the last. It tells nobody a key, and logs names alone.
public final class Marks implements Marker, AutoCloseable {
  private static final System.Logger LOG = System.getLogger("io.stillwatch.server");

  private final MarksFile file;
  private final KeyFolder folder;
  private final Map<String, Marking> fixed = new HashMap<>();
  private final @Nullable Marking standard;
  private final Optional<ServedFeed> feed;
  private final Set<String> complained = new HashSet<>();

  /// Never changed, only replaced.
  private volatile Map<String, Marking> known;

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
        fixed.put(entry.getKey(), marking(entry.getValue(), KeyScope.NONE));
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
    Map<String, Marking> before = known;
    Map<String, Marking> fresh = new HashMap<>(fixed);
    for (Decision decision : decisions) {
      MarkName.of(decision)
          .filter(name -> !fresh.containsKey(name.told()))
          .flatMap(name -> marking(name, before))
          .ifPresent(made -> fresh.put(made.getKey(), made.getValue()));
    }
    known = Map.copyOf(fresh);
  }

  private Optional<Map.Entry<String, Marking>> marking(MarkName name, Map<String, Marking> before) {
    Marking old = before.get(name.told());
    if (old != null) {
      return Optional.of(Map.entry(name.told(), old));
    }
    Entry entry = file.keys().get(name.written());
    try {
      if (entry != null) {
        String campaign = name.campaign().toLowerCase(Locale.ROOT);
        return Optional.of(Map.entry(name.told(), marking(entry, campaign)));
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

  /// Of the newest epoch, or the first.
  private Marking marking(Entry entry, String campaign) throws IOException {
    var first = new KeyScope(file.engine().profile(), entry.tenant(), campaign, 1);
    int epoch = Math.max(1, folder.newestEpoch(first));
    var scope = new KeyScope(first.profile(), first.tenant(), first.campaign(), epoch);
    int words = file.engine().keyWords();
    folder.register(file.master(), scope, words);
    Key key = file.master().derive(scope, words);
    return new Rewritten(
        new Rewriting(file.engine(), entry.tier(), key),
        feed.map(to -> new Noted(to, scope, file.engine().reads(entry.tier()).under(key))));
  }

  @Override
  public Optional<Marking> under(String key) {
    Marking found = key.isEmpty() ? null : known.get(key);
    return Optional.ofNullable(found == null ? standard : found);
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
