// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.http;

import io.stillwatch.model.Campaign;
import io.stillwatch.model.Decision;
import io.stillwatch.model.Evidence;
import io.stillwatch.model.Feature;
import io.stillwatch.model.Remedy;
import io.stillwatch.model.Undo;
import io.stillwatch.respond.Account;
import io.stillwatch.respond.Protection;
import io.stillwatch.store.Asked;
import io.stillwatch.store.Entry;
import io.stillwatch.store.Screened;
import io.stillwatch.store.Token;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// How things look in JSON.
final class Forms {
  private Forms() {}

  static String time(long millis) {
    return Instant.ofEpochMilli(millis).toString();
  }

  private static @Nullable String time(OptionalLong millis) {
    return millis.isPresent() ? time(millis.getAsLong()) : null;
  }

  /// A group without its members.
  static Map<String, @Nullable Object> summary(Campaign campaign) {
    return Json.map(
        "id", campaign.id(),
        "verdict", campaign.verdict().word(),
        "detected_at", time(campaign.detectedAt()),
        "accounts", campaign.members().size(),
        "exchanges", campaign.counts().exchanges(),
        "input_tokens", campaign.counts().tokensIn(),
        "output_tokens", campaign.counts().tokensOut(),
        "log10_control", campaign.log10Control(),
        "log10_extraction", campaign.log10Extraction(),
        "threshold", campaign.threshold(),
        "families", campaign.evidence().stream().map(Evidence::family).map(Enum::name).toList());
  }

  static Map<String, @Nullable Object> decision(Decision one) {
    return Json.map(
        "id", one.id(),
        "account_id", one.account(),
        "remedy", remedy(one.remedy()),
        "mode", one.mode().word(),
        "campaign_id", one.grounds().evidence().campaign(),
        "rule", one.grounds().rule(),
        "reason", one.grounds().reason(),
        "people", one.grounds().people(),
        "facts", one.grounds().facts(),
        "at", time(one.term().at()),
        "from", time(one.term().from()),
        "until", time(one.term().until()),
        "undone", one.undone().map(Forms::undo).orElse(null));
  }

  private static Map<String, @Nullable Object> remedy(Remedy remedy) {
    var form = Json.map("rung", remedy.rung().word());
    switch (remedy) {
      case Remedy.Slow(double share) -> form.put("share", share);
      case Remedy.Narrow(var without) ->
          form.put("without", without.stream().map(Feature::word).toList());
      case Remedy.Mark(String key) -> form.put("key", key);
      case Remedy.Watch watch -> {}
      case Remedy.Verify verify -> {}
      case Remedy.Suspend suspend -> {}
      case Remedy.Refuse refuse -> {}
    }
    return form;
  }

  private static Map<String, @Nullable Object> undo(Undo undo) {
    return Json.map(
        "at",
        time(undo.at()),
        "by",
        undo.by(),
        "why",
        undo.why(),
        "replaced_by",
        undo.replacedBy());
  }

  static Map<String, @Nullable Object> account(String id, Optional<Account> known) {
    return Json.map(
        "id", id,
        "tier", known.map(Account::tier).orElse(""),
        "facts", known.<Map<String, String>>map(Account::facts).orElse(Map.of()));
  }

  static Map<String, @Nullable Object> protection(Protection one) {
    return Json.map(
        "kind", one.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'),
        "by", one.by(),
        "reason", one.reason(),
        "at", time(one.at()),
        "until", time(one.until()));
  }

  static Map<String, @Nullable Object> proposal(Asked one) {
    List<Map<String, @Nullable Object>> approvals =
        one.approvals().stream()
            .map(a -> Json.map("people", a.people(), "reason", a.reason(), "at", time(a.at())))
            .toList();
    return Json.map(
        "id", one.proposal().id(),
        "campaign_id", one.proposal().campaign(),
        "remedy", one.proposal().rung().word(),
        "accounts", one.proposal().decisions().size(),
        "people", one.proposal().people(),
        "why", one.proposal().why(),
        "at", time(one.at()),
        "approvals", approvals);
  }

  static Map<String, @Nullable Object> signup(Screened one) {
    return Json.map(
        "account_id", one.account(),
        "at", time(one.at()),
        "tier", one.tier(),
        "reasons", one.reasons());
  }

  static Map<String, @Nullable Object> token(Token one) {
    return Json.map(
        "id", one.id(),
        "name", one.name(),
        "role", one.role().word(),
        "created", time(one.created()),
        "expires", time(one.expires()),
        "last_used_day", time(one.lastUsedDay()),
        "revoked", time(one.revokedAt()));
  }

  static Map<String, @Nullable Object> entry(Entry one) {
    return Json.map(
        "seq", one.seq(),
        "at", time(one.at()),
        "actor", one.actor(),
        "action", one.action(),
        "subject", one.subject(),
        "body", Json.tree(one.body()),
        "hash", one.hash());
  }
}
