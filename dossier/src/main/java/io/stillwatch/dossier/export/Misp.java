// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.dossier.export;

import static io.stillwatch.dossier.export.Objects.object;

import io.stillwatch.dossier.Times;
import io.stillwatch.dossier.Words;
import io.stillwatch.model.Campaign;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;

/// MISP core format: an event of one campaign, for tools of people who share by MISP. Says what the
/// STIX bundle says of it, and nothing to match by: no account, no evidence sentence, no price. So
/// nothing is for intrusion detection (`to_ids`), and it stays with whoever imports it until that
/// one shares it.
final class Misp {
  /// Ids are UUIDs of version 5 (RFC 9562) below this one.
  private static final UUID OURS = UUID.fromString("6f0f6d1e-3c5b-5d0a-9a55-1c4f0d6f2b77");

  private static final UUID TEMPLATE = UUID.fromString("0b3f4f5a-7f0d-4e6e-8a5e-2f3a1c6f9d41");

  /// What every campaign shows by being one: it has accounts, and asks a model through its API.
  private static final List<String> ALWAYS = List.of("AML.T0021", "AML.T0024.002", "AML.T0040");

  private static final String GALAXY = "misp-galaxy:mitre-atlas-attack-pattern=";
  private static final String HIGH = "1";
  private static final String COMPLETE = "2";
  private static final String THIS_ORGANISATION = "0";
  private static final String AS_THE_EVENT = "5";

  private final Campaign campaign;
  private final String timestamp;

  private Misp(Campaign campaign) {
    this.campaign = campaign;
    this.timestamp = Long.toString(Math.floorDiv(campaign.detectedAt(), 1_000));
  }

  static String of(Campaign campaign) {
    return Objects.line(object("Event", new Misp(campaign).event()));
  }

  private Map<String, Object> event() {
    return object(
        "uuid",
        id("event"),
        "info",
        "Accounts under common control that harvest a model through its API",
        "date",
        Times.rfc3339(campaign.detectedAt()).substring(0, 10),
        "threat_level_id",
        HIGH,
        "analysis",
        COMPLETE,
        "distribution",
        THIS_ORGANISATION,
        "published",
        false,
        "timestamp",
        timestamp,
        "Tag",
        tags(),
        "Attribute",
        List.of(attribute("campaign", "campaign-id", "Attribution", campaign.id())),
        "Object",
        List.of(campaign()));
  }

  private List<Map<String, Object>> tags() {
    var tags = new ArrayList<Map<String, Object>>();
    tags.add(object("name", "tlp:amber+strict"));
    var techniques = new TreeSet<>(campaign.techniques());
    techniques.addAll(ALWAYS);
    techniques.stream()
        .map(Words::technique)
        .filter(name -> !name.isEmpty())
        .forEach(name -> tags.add(object("name", GALAXY + '"' + name + '"')));
    return tags;
  }

  private Map<String, Object> campaign() {
    var attributes = new ArrayList<Map<String, Object>>();
    attributes.add(part("accounts", "counter", Integer.toString(campaign.members().size())));
    attributes.add(part("exchanges", "counter", Long.toString(campaign.counts().exchanges())));
    attributes.add(part("output-tokens", "counter", Long.toString(campaign.counts().tokensOut())));
    attributes.add(part("log10-e-control", "float", decimal(campaign.log10Control())));
    attributes.add(part("log10-e-line", "float", decimal(campaign.threshold())));
    new TreeSet<>(campaign.techniques())
        .forEach(technique -> attributes.add(part("technique", "text", technique)));
    for (String one : new TreeSet<>(campaign.overturn())) {
      attributes.add(part("overturned-by", "text", one));
    }
    Map<String, Object> all =
        object(
            "uuid",
            id("object"),
            "name",
            "llm-extraction-campaign",
            "meta-category",
            "misc",
            "description",
            "A campaign of model extraction, by its numbers.",
            "template_uuid",
            TEMPLATE.toString(),
            "template_version",
            "1",
            "distribution",
            AS_THE_EVENT,
            "timestamp",
            timestamp,
            "first_seen",
            Times.rfc3339(campaign.window().from()),
            "last_seen",
            Times.rfc3339(campaign.window().until()));
    all.put("Attribute", attributes);
    return all;
  }

  private Map<String, Object> part(String relation, String type, String value) {
    Map<String, Object> attribute = attribute(relation + ' ' + value, type, "Other", value);
    attribute.put("object_relation", relation);
    return attribute;
  }

  private Map<String, Object> attribute(String part, String type, String category, String value) {
    return object(
        "uuid", id(part),
        "type", type,
        "category", category,
        "value", value,
        "to_ids", false,
        "distribution", AS_THE_EVENT,
        "timestamp", timestamp);
  }

  /// As the STIX bundle rounds it.
  private static String decimal(double value) {
    return Double.toString(Math.rint(value * 10) / 10);
  }

  private String id(String part) {
    try {
      MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
      sha1.update(
          ByteBuffer.allocate(16)
              .putLong(OURS.getMostSignificantBits())
              .putLong(OURS.getLeastSignificantBits())
              .flip());
      byte[] name = (campaign.id() + ' ' + part).getBytes(StandardCharsets.UTF_8);
      ByteBuffer digest = ByteBuffer.wrap(sha1.digest(name));
      long high = (digest.getLong() & ~0xF000L) | 0x5000L;
      long low = (digest.getLong() & ~(3L << 62)) | (1L << 63);
      return new UUID(high, low).toString();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-1", e);
    }
  }
}
