// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.member;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.stillwatch.share.blind.BlindToken;
import io.stillwatch.share.blind.Epoch;
import io.stillwatch.share.blind.Identifier;
import io.stillwatch.share.blind.KnownTokens;
import io.stillwatch.share.blind.Label;
import io.stillwatch.share.blind.TokenService;
import io.stillwatch.share.blind.Tokeniser;
import io.stillwatch.share.door.Keep;
import io.stillwatch.share.stix.Token;
import io.stillwatch.share.stix.TokenKind;
import io.stillwatch.share.trust.Match;
import io.stillwatch.store.SealKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.Handle;

/// What one's own accounts signed up with, sealed, and the tokens made of it, on disk. Identifiers
/// are kept because tokens end with their month: they are opened to make the next month's tokens,
/// to hold a match against warning lists, and for nothing else; they go when the account is erased,
/// or was not seen for as long as they are remembered. Any number of threads may call.
public final class OwnTokens {
  private final Keep keep;
  private final MemberKeys keys;
  private final InstantSource clock;
  private final Duration remember;
  private final int most;
  private final KnownTokens known;
  private final AtomicLong held;
  private final AtomicLong dropped = new AtomicLong();

  OwnTokens(Keep keep, MemberKeys keys, MemberConfig.Caution caution, InstantSource clock) {
    this.keep = keep;
    this.keys = keys;
    this.clock = clock;
    remember = caution.remember();
    most = caution.most();
    known = new KnownTokens(2 * most); // two months' tokens overlap
    keep.table(
        "share_identifier (account text not null, mark text not null, label text not null,"
            + " sealed text not null, epoch text not null, seen bigint not null,"
            + " primary key (account, mark))");
    keep.table(
        "share_own (token text not null, account text not null, mark text not null,"
            + " label text not null, epoch text not null, primary key (token, account))");
    index("share_identifier_epoch on share_identifier (epoch)");
    index("share_own_account on share_own (account)");
    held = new AtomicLong(count());
    all().forEach(token -> known.add(BlindToken.parse(token), 0));
  }

  private void index(String statement) {
    keep.change(handle -> handle.execute("create index if not exists " + statement));
  }

  private long count() {
    return keep.read(
        handle ->
            handle.createQuery("select count(*) from share_identifier").mapTo(Long.class).one());
  }

  private List<String> all() {
    return keep.read(
        handle ->
            handle.createQuery("select distinct token from share_own").mapTo(String.class).list());
  }

  /// Remembers what an account has. It is on disk when this returns; tokens are made later.
  ///
  /// @return whether there was room
  public boolean add(String account, Collection<Identifier> identifiers) {
    if (held.get() + identifiers.size() > most) {
      dropped.addAndGet(identifiers.size());
      return false;
    }
    held.addAndGet(
        keep.change(
            handle -> identifiers.stream().mapToInt(one -> insert(handle, account, one)).sum()));
    return true;
  }

  /// @return 1 when it is new here
  private int insert(Handle handle, String account, Identifier one) {
    long now = clock.instant().getEpochSecond();
    int again =
        handle.execute(
            "update share_identifier set seen = ? where account = ? and mark = ?",
            now,
            account,
            mark(one));
    if (again > 0) {
      return 0;
    }
    return handle.execute(
        "insert into share_identifier (account, mark, label, sealed, epoch, seen)"
            + " values (?, ?, ?, ?, '', ?)",
        account,
        mark(one),
        one.label().word(),
        keys.seal().seal(one.value().getBytes(UTF_8), account + " " + one.label().word()),
        now);
  }

  /// What an identifier is found by: the same for the same one, here alone.
  private String mark(Identifier one) {
    return keys.marks().id(one.label().word(), one.value());
  }

  /// What waits for a token.
  private record Waiting(String account, String mark, Identifier identifier) {}

  /// Makes tokens of this month for some of what has none.
  ///
  /// @return how many
  /// @throws io.stillwatch.share.blind.Denied when the service has given what it may
  /// @throws io.stillwatch.share.blind.Holder.Unreachable when it does not answer
  int tokenise(Tokeniser tokeniser) {
    Epoch epoch = Epoch.at(clock.instant());
    List<Waiting> some = waiting(epoch);
    Map<Identifier, BlindToken> made =
        tokeniser.tokens(epoch, some.stream().map(Waiting::identifier).toList());
    keep.change(
        handle -> {
          some.forEach(one -> keepToken(handle, one, token(made, one)));
          return true;
        });
    some.forEach(one -> known.add(token(made, one), 0));
    return some.size();
  }

  private static BlindToken token(Map<Identifier, BlindToken> made, Waiting one) {
    return Objects.requireNonNull(made.get(one.identifier()));
  }

  private static void keepToken(Handle handle, Waiting one, BlindToken token) {
    int there =
        handle.execute(
            "update share_identifier set epoch = ? where account = ? and mark = ?",
            token.epoch().toString(),
            one.account(),
            one.mark());
    if (there > 0) { // it was not erased meanwhile
      handle.execute(
          "insert into share_own (token, account, mark, label, epoch) values (?, ?, ?, ?, ?)"
              + " on conflict (token, account) do nothing",
          token.toString(),
          one.account(),
          one.mark(),
          one.identifier().label().word(),
          token.epoch().toString());
    }
  }

  private List<Waiting> waiting(Epoch epoch) {
    return keep.read(
        handle ->
            handle
                .createQuery(
                    "select account, mark, label, sealed from share_identifier where epoch < :epoch"
                        + " order by epoch desc limit :most")
                .bind("epoch", epoch.toString())
                .bind("most", TokenService.BATCH_MOST)
                .map(
                    (row, context) ->
                        new Waiting(
                            row.getString("account"),
                            row.getString("mark"),
                            opened(
                                row.getString("account"),
                                row.getString("label"),
                                row.getString("sealed"))))
                .list());
  }

  private Identifier opened(String account, String label, String sealed) {
    try {
      String value = new String(keys.seal().open(sealed, account + " " + label), UTF_8);
      return new Identifier(Label.of(label).orElseThrow(), value);
    } catch (SealKey.BadSeal e) {
      throw new IllegalStateException(
          "what an account signed up with does not open; restore identifiers.key, or delete"
              + " share.db beside it and begin anew",
          e);
    }
  }

  /// How many identifiers wait for a token of this month.
  public long waiting() {
    return keep.read(
        handle ->
            handle
                .createQuery("select count(*) from share_identifier where epoch < :epoch")
                .bind("epoch", Epoch.at(clock.instant()).toString())
                .mapTo(Long.class)
                .one());
  }

  /// Tokens of an account, of every month that is not over.
  public List<Token> of(String account) {
    return keep.read(
        handle ->
            handle
                .createQuery(
                    "select distinct label, token from share_own where account = :account"
                        + " order by label, token")
                .bind("account", account)
                .map((row, context) -> token(row.getString("label"), row.getString("token")))
                .list());
  }

  private static Token token(String label, String token) {
    return new Token(TokenKind.of(label).orElseThrow(), token);
  }

  /// The same, with what they stand for; not to be kept.
  public List<Match> matches(String account) {
    return keep.read(
        handle ->
            handle
                .createQuery(
                    "select o.label, o.token, i.sealed from share_own o join share_identifier i"
                        + " on i.account = o.account and i.mark = o.mark"
                        + " where o.account = :account order by o.label, o.token")
                .bind("account", account)
                .map(
                    (row, context) ->
                        new Match(
                            token(row.getString("label"), row.getString("token")),
                            opened(account, row.getString("label"), row.getString("sealed"))
                                .value()))
                .list());
  }

  /// Accounts that have one of these. What is no token of ours costs a look into memory.
  public SortedSet<String> holders(Collection<Token> tokens) {
    List<String> ours = tokens.stream().map(Token::value).filter(this::isKnown).distinct().toList();
    var accounts = new TreeSet<String>();
    if (!ours.isEmpty()) {
      keep.read(
          handle -> {
            ours.forEach(token -> accounts.addAll(holders(handle, token)));
            return true;
          });
    }
    return accounts;
  }

  private boolean isKnown(String token) {
    try {
      return known.find(BlindToken.parse(token)).isPresent();
    } catch (IllegalArgumentException e) {
      return false; // of a scheme that is not spoken here
    }
  }

  private static List<String> holders(Handle handle, String token) {
    return handle
        .createQuery("select account from share_own where token = :token")
        .bind("token", token)
        .mapTo(String.class)
        .list();
  }

  /// Tokens that two or more of these accounts share.
  public List<Token> shared(Collection<String> accounts) {
    var counts = new LinkedHashMap<String, List<Token>>();
    for (String account : new TreeSet<>(accounts)) {
      for (Token token : of(account)) {
        counts.computeIfAbsent(token.value(), v -> new ArrayList<>()).add(token);
      }
    }
    return counts.values().stream().filter(t -> t.size() > 1).map(List::getFirst).toList();
  }

  /// Forgets an account.
  ///
  /// @return how many identifiers of it were known
  public int erase(String account) {
    int gone =
        keep.change(
            handle -> {
              handle.execute("delete from share_own where account = ?", account);
              return handle.execute("delete from share_identifier where account = ?", account);
            });
    held.addAndGet(-gone);
    return gone;
  }

  /// Drops tokens of months that are over, and what was not seen for long.
  void sweep() {
    Instant now = clock.instant();
    String oldest = Epoch.at(now).previous().toString(); // the one before is over
    long unseen = now.minus(remember).getEpochSecond();
    long gone =
        keep.change(
            handle -> {
              handle.execute("delete from share_own where epoch < ?", oldest);
              handle.execute(
                  "delete from share_own where exists (select 1 from share_identifier i where"
                      + " i.account = share_own.account and i.mark = share_own.mark and i.seen < ?)",
                  unseen);
              return handle.execute("delete from share_identifier where seen < ?", unseen);
            });
    held.addAndGet(-gone);
    known.sweep(now);
  }

  /// How many identifiers are remembered.
  public long size() {
    return held.get();
  }

  /// How many accounts are remembered.
  public long accounts() {
    return keep.read(
        handle ->
            handle
                .createQuery("select count(distinct account) from share_identifier")
                .mapTo(Long.class)
                .one());
  }

  /// How many were not remembered for want of room, since it was opened.
  public long dropped() {
    return dropped.get();
  }
}
