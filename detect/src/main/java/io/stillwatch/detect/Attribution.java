// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect;

import io.stillwatch.detect.accounts.Kind;
import io.stillwatch.detect.features.FeatureReader;
import io.stillwatch.detect.features.Hashes;
import io.stillwatch.detect.features.Reading;
import io.stillwatch.model.Campaign;
import io.stillwatch.model.Entry;
import io.stillwatch.model.Exchange;
import io.stillwatch.model.Finding;
import io.stillwatch.model.Member;
import io.stillwatch.model.Verdict;
import io.stillwatch.model.pipeline.Message;
import io.stillwatch.model.pipeline.Wire;
import io.stillwatch.stats.LongSet;
import io.stillwatch.stats.SipHash;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Which exchanges of the named accounts belong to the campaigns they are named in. The logs are
/// read a second time: [#reader] makes sightings of the exchanges of named accounts, with as many
/// threads as one likes; put in order, a [Follower] says of each whether it belongs, and why.
public final class Attribution {
  private final List<Suspect> suspects = new ArrayList<>();
  private final List<String> accounts;
  private final Map<String, List<Seat>> seats = new HashMap<>();

  /// A named campaign.
  ///
  /// @param marks artefacts of its own scaffolds
  private record Suspect(Campaign campaign, LongSet marks) {}

  /// An account's place in a campaign, both as numbers.
  private record Seat(int campaign, int account) {}

  private Attribution(List<Campaign> named, Map<String, LongSet> marks) {
    accounts =
        named.stream()
            .flatMap(c -> c.members().stream())
            .map(Member::account)
            .sorted()
            .distinct()
            .toList();
    var numbers = new HashMap<String, Integer>();
    accounts.forEach(account -> numbers.put(account, numbers.size()));
    for (Campaign one : named) {
      for (Member member : one.members()) {
        seats
            .computeIfAbsent(member.account(), a -> new ArrayList<>(1))
            .add(new Seat(suspects.size(), numbers.getOrDefault(member.account(), 0)));
      }
      suspects.add(new Suspect(one, marks.getOrDefault(one.id(), new LongSet())));
    }
  }

  /// Of the findings of one judgement. Only campaigns have requests attributed to them.
  public static Attribution of(List<Finding> findings) {
    var named = new ArrayList<Campaign>();
    var marks = new HashMap<String, LongSet>();
    for (Finding finding : findings) {
      if (finding instanceof Finding.Named n && n.campaign().verdict() == Verdict.CAMPAIGN) {
        named.add(n.campaign());
      } else if (finding instanceof Finding.Owned o) {
        var own = new LongSet();
        o.marks().forEach(mark -> own.add(mark.hash()));
        marks.put(o.campaign(), own);
      }
    }
    named.sort(Comparator.comparing(Campaign::id));
    return new Attribution(named, marks);
  }

  /// How many campaigns are named.
  public int campaigns() {
    return suspects.size();
  }

  /// Id of a campaign by its number; numbers follow the order of ids.
  public String campaign(int number) {
    return suspects.get(number).campaign.id();
  }

  /// Id of an account by its number; numbers follow the order of ids.
  public String account(int number) {
    return accounts.get(number);
  }

  /// Makes sightings of entries: one for each campaign that the account of an exchange is named in,
  /// most often none. One for each thread.
  ///
  /// @param registry the one the scan was made with
  public Function<Entry, List<Message>> reader(DetectConfig config, Registry registry) {
    var reader =
        new FeatureReader(new SipHash(config.keyHigh(), config.keyLow()), registry.texts());
    return entry -> {
      List<Seat> places = seats.getOrDefault(entry.account(), List.of());
      if (places.isEmpty() || !(entry instanceof Exchange x)) {
        return List.of();
      }
      var reading = (Reading) reader.read(x);
      return places.stream().map(seat -> sighting(reading, x.id(), seat)).toList();
    };
  }

  private Message sighting(Reading reading, String request, Seat seat) {
    boolean scaffold = uses(reading, suspects.get(seat.campaign).marks);
    return Sighting.of(reading, request, seat.campaign, seat.account, scaffold);
  }

  private static boolean uses(Reading r, LongSet marks) {
    Hashes phrases = r.phrases();
    for (int i = 0; i < phrases.size(); i++) {
      if (has(marks, Kind.ofPhrase(phrases.get(i)), phrases.get(i))) {
        return true;
      }
    }
    return has(marks, Kind.SYSTEM, r.system())
        || has(marks, Kind.HEAD, r.head())
        || has(marks, Kind.TAIL, r.tail())
        || has(marks, Kind.CONTRACT, r.contract())
        || has(marks, Kind.TOOLS, r.tools());
  }

  private static boolean has(LongSet marks, Kind kind, long hash) {
    return hash != 0 && marks.contains(kind.artefact(hash));
  }

  /// Binary form of sightings.
  public static Wire<Message> sightings() {
    return Sighting.WIRE;
  }

  /// Tells of sightings in the order of time which of them belong.
  public Follower follower() {
    return new Follower(suspects.stream().map(s -> s.marks.size() > 0).toList());
  }
}
