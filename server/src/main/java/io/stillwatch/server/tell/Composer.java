// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.tell;

import io.stillwatch.dossier.Prices;
import io.stillwatch.model.Campaign;
import io.stillwatch.model.Finding;
import io.stillwatch.model.Member;
import io.stillwatch.share.events.Event;
import io.stillwatch.share.stix.Answer;
import io.stillwatch.share.stix.Bundle;
import io.stillwatch.share.stix.BundleReader;
import io.stillwatch.share.stix.CampaignBundle;
import io.stillwatch.share.stix.Disclosure;
import io.stillwatch.share.stix.Edition;
import io.stillwatch.share.stix.Suspicion;
import io.stillwatch.share.stix.Token;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Makes objects of findings. Tokens stand in the place of accounts; what has none is only counted.
final class Composer {
  private static final JsonMapper JSON = new JsonMapper();

  /// What belongs to one telling alone. Techniques and the playbook are of all tellings.
  private static final Set<String> OF_ONE =
      Set.of(
          "campaign",
          "grouping",
          "indicator",
          "infrastructure",
          "intrusion-set",
          "observed-data",
          "opinion",
          "report",
          "sighting");

  private final Voice voice;
  private final Prices prices;

  Composer(Voice voice, Prices prices) {
    this.voice = voice;
    this.prices = prices;
  }

  /// A finding.
  ///
  /// @param except members that are not told of
  /// @throws IllegalArgumentException when there is nothing that peers could match
  Told campaign(Campaign campaign, Set<String> except, Word word, Edition edition) {
    var accounts = new TreeMap<String, Disclosure.Account>();
    Set<Token> closed = tokens(except);
    for (Member member : campaign.members()) {
      if (!except.contains(member.account())) {
        account(member.account(), closed).ifPresent(one -> accounts.put(member.account(), one));
      }
    }
    var disclosure =
        new Disclosure(accounts, List.of(), List.of(), paid(campaign), List.of(), Optional.empty());
    Bundle bundle = CampaignBundle.of(campaign, disclosure, voice.sender(), edition);
    return told(Told.Kind.CAMPAIGN, bundle, accounts.keySet(), word, edition)
        .detected(campaign.detectedAt());
  }

  private Set<Token> tokens(Set<String> accounts) {
    return accounts.stream()
        .flatMap(account -> voice.tokens(account).stream())
        .collect(Collectors.toSet());
  }

  /// What an account goes by: the token of the first kind it has, in the order of
  /// [io.stillwatch.share.stix.TokenKind].
  ///
  /// @param closed what somebody has who is not told of; it names nobody else either
  private Optional<Disclosure.Account> account(String account, Set<Token> closed) {
    List<Token> tokens = new ArrayList<>(voice.tokens(account));
    tokens.removeAll(closed);
    tokens.sort(Comparator.comparing(Token::kind).thenComparing(Token::value));
    return tokens.isEmpty()
        ? Optional.empty()
        : Optional.of(new Disclosure.Account(tokens.getFirst(), tokens.subList(1, tokens.size())));
  }

  /// List price of the whole, if all of it has one.
  private OptionalLong paid(Campaign campaign) {
    BigDecimal sum = BigDecimal.ZERO;
    for (var use : campaign.models()) {
      OptionalDouble usd = prices.usd(use);
      if (usd.isEmpty()) {
        return OptionalLong.empty();
      }
      sum = sum.add(BigDecimal.valueOf(usd.getAsDouble()));
    }
    return OptionalLong.of(sum.movePointRight(6).longValue());
  }

  /// A group that fell short, by what two or more of its accounts have in common.
  ///
  /// @throws IllegalArgumentException when they have no token in common
  Told group(String id, Finding.Measured group, Word word, Edition edition) {
    String name = id + ' ' + edition.created();
    Bundle bundle = Suspicion.of(name, shared(group.accounts()), voice.sender(), edition);
    return told(Told.Kind.GROUP, bundle, group.accounts(), word, edition).detected(group.at());
  }

  /// Tokens that two or more of these accounts share.
  List<Token> shared(List<String> accounts) {
    var counts = new TreeMap<String, List<Token>>();
    for (String account : accounts) {
      for (Token token : voice.tokens(account)) {
        counts.computeIfAbsent(token.value(), value -> new ArrayList<>()).add(token);
      }
    }
    return counts.values().stream().filter(t -> t.size() > 1).map(List::getFirst).toList();
  }

  /// An answer to what a peer told.
  Told answer(Bundle bundle, Word word, Edition edition) {
    return told(Told.Kind.ANSWER, bundle, List.of(), word, edition);
  }

  private Told told(
      Told.Kind kind, Bundle bundle, Collection<String> accounts, Word word, Edition edition) {
    return new Told(
        kind,
        word.by(),
        word.reason(),
        edition.created().toEpochMilli(),
        edition.modified().toEpochMilli(),
        0,
        List.copyOf(accounts),
        voice.signed(bundle).objects(),
        Event.Reason.WITHDRAWN,
        "",
        "");
  }

  /// A newer version; leads that it no longer has stay until they end.
  Told instead(Told before, Told newer) {
    var ids = new TreeSet<String>();
    newer.objects().forEach(object -> ids.add(id(object)));
    var all = new ArrayList<>(newer.objects());
    before.objects().stream().filter(object -> !ids.contains(id(object))).forEach(all::add);
    return newer.holding(all);
  }

  private static String id(String object) {
    return JSON.readTree(object).path("id").asString("");
  }

  /// All that belongs to a telling alone, taken back for good.
  Told takenBack(Told told, Event.Reason why, Word word, Edition edition) {
    String me = voice.sender().id();
    var revoked = new ArrayList<String>();
    for (String object : told.objects()) {
      boolean ours = BundleReader.maker(object).filter(me::equals).isPresent();
      if (ours && isOfOne(JSON.readTree(object))) {
        Bundle one = Answer.revoked(object, voice.sender(), edition);
        revoked.add(voice.signed(one).objects().getLast());
      }
    }
    return told.takenBack(revoked, edition, why, word);
  }

  private static boolean isOfOne(JsonNode object) {
    return OF_ONE.contains(object.path("type").asString(""));
  }
}
