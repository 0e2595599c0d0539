// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.stix;

import static io.stillwatch.model.Require.that;

import io.stillwatch.model.Campaign;
import io.stillwatch.model.Member;
import io.stillwatch.model.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/// A finding as a STIX 2.1 bundle: report, campaign, intrusion-set, techniques, observed accounts
/// and templates, leads, a sighting, and what we suggest to do. Only what a [Disclosure] holds
/// leaves: no account ids, no prices but the list price of the campaign's own use.
public final class CampaignBundle {
  /// Accounts of one bundle at most, those with most evidence first; the rest are counted.
  static final int ACCOUNTS_MOST = 10_000;

  /// Leads on tokens that several accounts share at most, those that most share first.
  private static final int SHARED_MOST = 100;

  private static final int HIGH = 85;
  private static final int MEDIUM = 60;

  private final Campaign campaign;
  private final Disclosure disclosure;
  private final Sender sender;
  private final Edition edition;
  private final List<ObjectNode> objects = new ArrayList<>();

  private CampaignBundle(Campaign campaign, Disclosure disclosure, Sender sender, Edition edition) {
    this.campaign = campaign;
    this.disclosure = disclosure;
    this.sender = sender;
    this.edition = edition;
  }

  /// The same finding, disclosure, sender and edition give the same bytes.
  ///
  /// @throws IllegalArgumentException when the finding accuses nobody: what does not stand is told
  ///   as a suspicion ([Suspicion]), or not at all
  public static Bundle of(
      Campaign campaign, Disclosure disclosure, Sender sender, Edition edition) {
    that(
        campaign.verdict() == Verdict.CAMPAIGN,
        "%s is %s; only a campaign is told to peers as one"
            .formatted(campaign.id(), campaign.verdict().word()));
    return new CampaignBundle(campaign, disclosure, sender, edition).bundle();
  }

  private Bundle bundle() {
    ObjectNode me = sender.identity(Instant.EPOCH);
    ObjectNode told = add(campaign());
    ObjectNode actor = add(actor());
    relate(told, "attributed-to", actor);
    techniques(told);
    List<ObjectNode> seen = observables();
    ObjectNode observed = add(observed(seen));
    infrastructure(told, seen);
    leads(told, observed);
    objects.add(report(me));
    var all = new ArrayList<>(List.of(sender.marking().definition(), me));
    all.addAll(objects);
    return Bundle.of(sender.ids().id("bundle", campaign.id() + edition.modified()), all);
  }

  private ObjectNode add(ObjectNode object) {
    objects.add(object);
    return object;
  }

  private void relate(ObjectNode from, String how, ObjectNode to) {
    add(sender.relation(from, how, to, edition));
  }

  /// What was taken back once is so for good; told again, it is something else, with other ids.
  private String key(String part) {
    return campaign.id() + ' ' + Nodes.time(edition.created()) + ' ' + part;
  }

  private ObjectNode campaign() {
    ObjectNode node = sender.object("campaign", key("campaign"), edition);
    node.put("name", campaign.id());
    node.put(
        "description",
        "Accounts under common control that harvest a model through its API. What would overturn"
            + " this: "
            + String.join("; ", campaign.overturn())
            + ".");
    node.put("objective", "capability extraction");
    node.put("first_seen", Nodes.time(campaign.window().from()));
    node.put("last_seen", Nodes.time(campaign.window().until())).put("confidence", HIGH);
    ObjectNode more =
        Extension.on(node)
            .put("exchanges", campaign.counts().exchanges())
            .put("accounts", campaign.members().size())
            .put("output_tokens", campaign.counts().tokensOut())
            .put("log10_e_control", decimal(campaign.log10Control()))
            .put("log10_e_line", decimal(campaign.threshold()))
            .put("false_positive_bound", sender.detector().falseDiscovery())
            .put("appeal", sender.appeal());
    disclosure.listPaid().ifPresent(paid -> more.put("paid_usd_micros", paid));
    disclosure.evidence().ifPresent(root -> more.put("evidence_root_sha256", root));
    if (!disclosure.capabilities().isEmpty()) {
      more.set("capabilities_targeted", Nodes.texts(disclosure.capabilities()));
    }
    new LeadObjects(sender).detector(node);
    return node;
  }

  private static double decimal(double value) {
    return Math.rint(value * 10) / 10;
  }

  private ObjectNode actor() {
    return sender
        .object("intrusion-set", key("actor"), edition)
        .put("name", campaign.id() + " operator")
        .put("description", "Whoever runs these accounts. Not attributed to anybody.")
        .put("resource_level", "organization")
        .put("primary_motivation", "organizational-gain");
  }

  private void techniques(ObjectNode told) {
    ObjectNode response = add(Playbook.courseOfAction(sender, edition));
    for (String id : Technique.of(campaign.techniques())) {
      ObjectNode technique = add(Technique.object(id, sender, edition));
      relate(told, "uses", technique);
      relate(response, "mitigates", technique);
    }
  }

  private List<ObjectNode> observables() {
    var observables = new Observables(sender);
    var byId = new TreeMap<String, ObjectNode>();
    // what several accounts share stands in a user_id too: tools that drop extensions still match
    // it
    Stream<Disclosure.Account> shared =
        shared().stream().map(t -> new Disclosure.Account(t.getFirst(), List.of()));
    Stream.concat(accounts().stream(), shared)
        .map(observables::account)
        .forEach(node -> byId.putIfAbsent(node.path("id").asString(), node));
    disclosure.templates().stream()
        .map(observables::template)
        .forEach(n -> byId.put(n.path("id").asString(), n));
    disclosure.networks().stream()
        .map(observables::network)
        .forEach(n -> byId.put(n.path("id").asString(), n));
    that(
        !byId.isEmpty(), campaign.id() + " has no token that may leave; peers could match nothing");
    objects.addAll(byId.values());
    return List.copyOf(byId.values());
  }

  /// Members whose tokens may leave, those with most evidence first.
  private List<Disclosure.Account> accounts() {
    var found = new ArrayList<Disclosure.Account>();
    campaign.members().stream()
        .sorted(Comparator.comparingDouble(Member::log10E).reversed())
        .map(member -> disclosure.accounts().get(member.account()))
        .filter(Objects::nonNull)
        .limit(ACCOUNTS_MOST)
        .forEach(found::add);
    return found;
  }

  private ObjectNode observed(List<ObjectNode> seen) {
    ObjectNode node = sender.object("observed-data", key("observed"), edition);
    node.put("first_observed", Nodes.time(campaign.window().from()));
    node.put("last_observed", Nodes.time(campaign.window().until()));
    node.put("number_observed", Math.clamp(campaign.counts().exchanges(), 1, 999_999_999));
    node.set("object_refs", Nodes.texts(seen.stream().map(n -> n.path("id").asString()).toList()));
    return node;
  }

  private void infrastructure(ObjectNode told, List<ObjectNode> seen) {
    List<ObjectNode> networks =
        seen.stream().filter(n -> n.path("type").asString().equals("autonomous-system")).toList();
    if (networks.isEmpty()) {
      return;
    }
    ObjectNode node = sender.object("infrastructure", key("infrastructure"), edition);
    node.put("name", campaign.id() + " networks");
    node.set("infrastructure_types", Nodes.texts(List.of("anonymization")));
    node.put("first_seen", Nodes.time(campaign.window().from()));
    relate(told, "uses", add(node));
    networks.forEach(network -> relate(node, "consists-of", network));
  }

  private void leads(ObjectNode told, ObjectNode observed) {
    String about = told.path("id").asString();
    List<ObjectNode> leads = new ArrayList<>();
    for (Hint hint : hints(about)) {
      String key = key("lead " + Token.digest(hint.tokens()));
      leads.add(add(new LeadObjects(sender).indicator(key, hint, edition)));
      relate(leads.getLast(), "indicates", told);
      relate(leads.getLast(), "based-on", observed);
    }
    ObjectNode sighting = sender.object("sighting", key("sighting"), edition);
    sighting.put("first_seen", Nodes.time(campaign.window().from()));
    sighting.put("last_seen", Nodes.time(campaign.window().until()));
    sighting.put("count", Math.clamp(campaign.members().size(), 1, 999_999_999));
    sighting.put(
        "sighting_of_ref", leads.isEmpty() ? about : leads.getFirst().path("id").asString());
    sighting.set("where_sighted_refs", Nodes.texts(List.of(sender.id())));
    sighting.set("observed_data_refs", Nodes.texts(List.of(observed.path("id").asString())));
    add(sighting);
  }

  private List<Hint> hints(String about) {
    var hints = new ArrayList<Hint>();
    var users = new TreeMap<TokenKind, TreeMap<String, Token>>();
    for (Disclosure.Account account : accounts()) {
      Token user = account.user();
      users.computeIfAbsent(user.kind(), kind -> new TreeMap<>()).put(user.value(), user);
    }
    shared().forEach(tokens -> hints.add(shared(tokens.getFirst(), tokens.size(), about)));
    users.values().forEach(kind -> hints.addAll(users(List.copyOf(kind.values()), about)));
    disclosure.templates().forEach(template -> hints.add(template(template, about)));
    return hints;
  }

  /// Tokens that several accounts share, once for each of these accounts; what most share first.
  private List<List<Token>> shared() {
    var shared = new TreeMap<String, List<Token>>();
    for (Disclosure.Account account : accounts()) {
      account
          .others()
          .forEach(t -> shared.computeIfAbsent(t.value(), v -> new ArrayList<>()).add(t));
    }
    return shared.values().stream()
        .filter(tokens -> tokens.size() > 1)
        .sorted(Comparator.comparingInt((List<Token> tokens) -> tokens.size()).reversed())
        .limit(SHARED_MOST)
        .toList();
  }

  private static Hint shared(Token token, int accounts, String about) {
    return new Hint(
        "one " + token.kind().word() + " for several accounts",
        "%,d accounts of the campaign share it.".formatted(accounts),
        List.of(token),
        "malicious-activity",
        HIGH,
        Step.STEP_UP,
        about,
        OptionalInt.empty());
  }

  private static List<Hint> users(List<Token> tokens, String about) {
    var hints = new ArrayList<Hint>();
    for (int from = 0; from < tokens.size(); from += TokenPattern.TOKENS_MOST) {
      List<Token> some =
          tokens.subList(from, Math.min(tokens.size(), from + TokenPattern.TOKENS_MOST));
      hints.add(
          new Hint(
              "accounts of the campaign",
              "Whoever holds one of these tokens may be run by the same actor.",
              some,
              "malicious-activity",
              MEDIUM,
              Step.STEP_UP,
              about,
              OptionalInt.empty()));
    }
    return hints;
  }

  private static Hint template(Disclosure.Template template, String about) {
    return new Hint(
        "prompt template family",
        "Prompts of the campaign follow this template; strangers may come to use it too.",
        List.of(template.digest()),
        "anomalous-activity",
        MEDIUM,
        Step.SAMPLE,
        about,
        OptionalInt.of(template.distance()));
  }

  private ObjectNode report(ObjectNode me) {
    ObjectNode node = sender.object("report", key("report"), edition);
    node.put("name", campaign.id());
    node.put("description", "A finding, its leads, and what we suggest.");
    node.set("report_types", Nodes.texts(List.of("campaign")));
    node.put("published", Nodes.time(edition.modified()));
    var refs = new ArrayList<>(List.of(me.path("id").asString()));
    objects.forEach(object -> refs.add(object.path("id").asString()));
    node.set("object_refs", Nodes.texts(refs));
    return node;
  }
}
