// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.features;

import io.stillwatch.model.Ask;
import io.stillwatch.model.Caller;
import io.stillwatch.model.Entry;
import io.stillwatch.model.Exchange;
import io.stillwatch.model.Message;
import io.stillwatch.model.Message.Role;
import io.stillwatch.model.Reply;
import io.stillwatch.model.Signup;
import io.stillwatch.model.Text;
import io.stillwatch.stats.LongSet;
import io.stillwatch.stats.Mix;
import io.stillwatch.stats.SipHash;
import java.util.List;
import java.util.Map;

/// Reads an entry once and keeps hashes and numbers. Not thread-safe: one instance per thread, all
/// with the same key give the same observations.
public final class FeatureReader {
  private static final int QUOTES_MOST = 24;
  private static final int ISSUED_MOST = 24;

  private final SipHash hash;
  private final Words words;
  private final Words side;
  private final Contract contract;
  private final Elicitation elicitation;
  private final Prints prints = new Prints();
  private final Phrases phrases = new Phrases();
  private final long[] quoted = new long[QUOTES_MOST];
  private final long[] resumed = new long[QUOTES_MOST];
  private final long[] issued = new long[ISSUED_MOST];
  private final long[] echoed = new long[ISSUED_MOST];
  private final long[] all = new long[4096];
  private final LongSet prompt = new LongSet();
  private int echoes;
  private final long[] small = new long[8];

  private final PublicTexts known;

  public FeatureReader(SipHash hash) {
    this(hash, PublicTexts.NONE);
  }

  /// @param known texts that anybody may use
  public FeatureReader(SipHash hash, PublicTexts known) {
    this.hash = hash;
    this.known = known;
    long key = hash.hash(0x5EED);
    words = new Words(key);
    side = new Words(key);
    contract = new Contract(key);
    elicitation = new Elicitation(words);
  }

  /// The observation of an entry.
  public Observation read(Entry entry) {
    return switch (entry) {
      case Exchange exchange -> exchange(exchange);
      case Signup signup -> signup(signup);
    };
  }

  private Registration signup(Signup s) {
    return new Registration(
        s.account(),
        principal(s.account()),
        s.at() == Signup.UNKNOWN_TIME ? Registration.UNKNOWN : s.at(),
        principal(s.org()),
        Mix.of(keyed(s.plan()), keyed(s.verification())),
        keyed(s.payment()),
        keyed(s.device()),
        network(s.ip()),
        keyed(s.emailDomain()));
  }

  private Reading exchange(Exchange x) {
    Ask ask = x.ask();
    List<Message> messages = ask.messages();
    int flags = flagsOf(x);
    String system = "";
    String newest = "";
    long chain = messages.isEmpty() ? 0 : 1;
    long before = 0;
    long root = 0;
    String lastReply = "";
    for (Message message : messages) {
      String text = message.content().open();
      switch (message.role()) {
        case SYSTEM -> system = system.isEmpty() ? text : system;
        case ASSISTANT -> {
          before = chain;
          lastReply = text;
        }
        case USER, TOOL -> newest = text;
      }
      chain = Mix.of(chain, hash.hash(text) + message.role().ordinal());
      if (root == 0 && message.role() == Role.USER) {
        root = chain;
      }
    }
    if (ask.truncated()) {
      chain = 0;
      before = 0;
      flags |= Flags.TRUNCATED;
    }
    contract.clear();
    contract.add(system);
    contract.add(newest);

    prompt.clear();
    side.clear();
    side.add(system);
    remember(side);
    flags |= elicitation.flags(side);
    long systemHash = system.isEmpty() ? 0 : side.whole(0);
    long systemItem = longest(side);
    phrases.clear();
    phrases.add(side);

    words.clear();
    words.add(newest);
    flags |= elicitation.flags(words);
    phrases.add(words);
    if (contract.asksForThinking()) {
      flags |= Flags.TAGS;
    }
    if (contract.hash() != 0) {
      flags |= Flags.CONTRACT;
    }
    if (before == 0) {
      flags |= Flags.FIRST_TURN;
    }
    remember(words);
    int quotes = known.withoutPublic(quoted, prints.of(words, quoted, 0));
    int resumes = 0;
    if (!lastReply.isEmpty()) {
      side.clear();
      side.add(lastReply);
      remember(side);
      resumes = known.withoutPublic(resumed, prints.of(side, resumed, 0));
    }
    int count = words.n;
    long head = words.segments > 0 ? words.segment[0] : 0;
    long tail = words.segments > 1 ? words.segment[words.segments - 1] : 0;
    long payload = words.n == 0 ? 0 : words.whole(0);
    flags |= known.holdsPrompt(payload) ? Flags.PUBLIC : 0;
    Hashes items = items(systemItem);
    Hashes out = issued(x.reply());
    return new Reading(
        x.at(),
        hash.hash(x.id()),
        x.account(),
        principal(x.account()),
        principal(x.caller().org()),
        ask.model(),
        clamp(x.usage().input()),
        clamp(x.usage().output()),
        flags,
        count,
        network(x.caller().ip()),
        client(x.caller()),
        known.withoutPublic(systemHash),
        known.withoutPublic(head),
        known.withoutPublic(tail),
        known.withoutPublic(phrases.least()),
        known.withoutPublic(contract.hash()),
        tools(ask.tools()),
        payload,
        items,
        chain,
        before,
        root,
        out,
        Hashes.copyOf(echoed, echoes),
        Hashes.copyOf(quoted, quotes),
        Hashes.copyOf(resumed, resumes),
        ids(ask.reasoningIn()),
        ids(x.reply().reasoningOut()));
  }

  private static int flagsOf(Exchange x) {
    int flags = x.reply().refused() ? Flags.REFUSED : 0;
    flags |= x.reply().text().isEmpty() ? 0 : Flags.HAS_REPLY;
    flags |= x.ask().messages().isEmpty() ? 0 : Flags.HAS_PROMPT;
    flags |= x.usage().counted() ? Flags.COUNTED : 0;
    for (Map.Entry<String, String> p : x.ask().params().entrySet()) {
      boolean sampling =
          switch (p.getKey()) {
            case "n", "best_of", "top_logprobs" ->
                !p.getValue().equals("1") && !p.getValue().equals("0");
            case "logprobs" -> p.getValue().equals("true");
            default -> false;
          };
      flags |= sampling ? Flags.SAMPLING : 0;
    }
    return flags;
  }

  /// Fingerprints of the reply, those that the prompt holds set apart: what a caller already had is
  /// no private output.
  private Hashes issued(Reply reply) {
    echoes = 0;
    if (reply.text().isEmpty()) {
      return Hashes.NONE;
    }
    side.clear();
    side.add(reply.text().open());
    int n = known.withoutPublic(issued, prints.of(side, issued, 0));
    int kept = 0;
    for (int i = 0; i < n; i++) {
      if (prompt.contains(issued[i])) {
        echoed[echoes++] = issued[i];
      } else {
        issued[kept++] = issued[i];
      }
    }
    return Hashes.copyOf(issued, kept);
  }

  /// Adds the fingerprints of a part of the prompt to what the caller already has.
  private void remember(Words part) {
    int n = prints.of(part, all, 0);
    for (int i = 0; i < n; i++) {
      prompt.add(all[i]);
    }
  }

  /// The longest segment of the message and the two others with the lowest hashes.
  private Hashes items(long systemItem) {
    int longest = -1;
    for (int i = 0; i < words.segments; i++) {
      if (longest < 0 || words.segmentWords[i] > words.segmentWords[longest]) {
        longest = i;
      }
    }
    if (longest < 0) {
      return Hashes.NONE;
    }
    small[0] = words.segment[longest];
    int n = 1;
    for (int round = 0; round < 2; round++) {
      long least = 0;
      boolean found = false;
      for (int i = 0; i < words.segments; i++) {
        long h = words.segment[i];
        boolean taken = h == small[0] || (n > 1 && h == small[1]) || h == systemItem;
        if (!taken
            && words.segmentWords[i] >= 6
            && (!found || Long.compareUnsigned(h, least) < 0)) {
          least = h;
          found = true;
        }
      }
      if (found) {
        small[n++] = least;
      }
    }
    return Hashes.copyOf(small, n);
  }

  private static long longest(Words words) {
    int best = -1;
    for (int i = 0; i < words.segments; i++) {
      if (best < 0 || words.segmentWords[i] > words.segmentWords[best]) {
        best = i;
      }
    }
    return best < 0 ? 0 : words.segment[best];
  }

  private long client(Caller c) {
    boolean known = !c.userAgent().isEmpty() || !c.ja4().isEmpty();
    return known ? Mix.of(keyed(c.userAgent()), keyed(c.ja4())) : 0;
  }

  private long tools(List<Text> tools) {
    long all = 0;
    for (Text tool : tools) {
      all += Mix.mix64(hash.hash(tool.open()));
    }
    return tools.isEmpty() ? 0 : Mix.mix64(all);
  }

  private Hashes ids(List<String> ids) {
    int n = Math.min(ids.size(), small.length);
    for (int i = 0; i < n; i++) {
      small[i] = hash.hash(ids.get(i));
    }
    return Hashes.copyOf(small, n);
  }

  /// The network an address belongs to: /24 for IPv4, mapped addresses included, /48 for IPv6; 0
  /// when absent.
  private long network(String ip) {
    return ip.isEmpty() ? 0 : hash.hash(Networks.of(ip));
  }

  /// Key of an account or an organisation: the upper 48 bits of its hash, as a number with a sign,
  /// so that the ledgers can pack it. Among a million accounts two share a key with probability
  /// 0.2%.
  private long principal(String name) {
    return keyed(name) >> (64 - Reading.KEY_BITS);
  }

  private long keyed(String value) {
    return value.isEmpty() ? 0 : hash.hash(value);
  }

  private static int clamp(long tokens) {
    return (int) Math.min(tokens, Integer.MAX_VALUE);
  }
}
