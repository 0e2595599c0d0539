// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.identity;

import io.stillwatch.model.Signup;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/// Reads an applicant from JSON: the fields of account lines (docs/formats/accounts.md) that say
/// nothing of a country, and `email` (reduced at once, see [Mail]) or its reduced form in
/// `email_domain`, `email_shape` and `email_mailbox`. Other fields are stepped over.
public final class ApplicantJson {
  /// No signup has more bytes.
  public static final int LARGEST = 65_536;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(16)
                  .maxNameLength(256)
                  .maxStringLength(LARGEST)
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private static final Set<String> KNOWN =
      Set.of(
          "account_id",
          "created_at",
          "email",
          "email_domain",
          "email_shape",
          "email_mailbox",
          "payment_fingerprint",
          "signup_ip",
          "device_id",
          "org_id",
          "programme",
          "verification");

  private final Map<String, String> fields = new HashMap<>();
  private final List<String> unread = new ArrayList<>();

  private ApplicantJson() {}

  /// @param key hashes the mailbox
  /// @throws BadApplicant when it is no JSON object, has no account, or a field is too long
  public static Applicant read(byte[] json, IdentityKey key) {
    if (json.length > LARGEST) {
      throw new BadApplicant(
          "the signup has " + json.length + " bytes; one has " + LARGEST + " at most");
    }
    var reader = new ApplicantJson();
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), json)) {
      reader.object(parser);
    } catch (JacksonException e) {
      throw new BadApplicant("the signup is no JSON object; send one, in UTF-8");
    }
    return reader.applicant(key);
  }

  private void object(JsonParser parser) {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw new BadApplicant("the signup is no JSON object; send one, in UTF-8");
    }
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (KNOWN.contains(name)) {
        field(name, value, parser);
      } else {
        parser.skipChildren();
      }
    }
    if (parser.nextToken() != null) {
      throw new BadApplicant("there is more after the signup; send one object");
    }
  }

  private void field(String name, JsonToken value, JsonParser parser) {
    if (value == JsonToken.VALUE_STRING) {
      fields.put(name, parser.getString());
    } else if (value != JsonToken.VALUE_NULL) {
      unread.add(name);
    }
    parser.skipChildren();
  }

  private Applicant applicant(IdentityKey key) {
    long at = at();
    Mail mail = mail(key);
    return new Applicant(
        text("account_id"),
        at,
        mail,
        text("payment_fingerprint"),
        text("signup_ip"),
        text("device_id"),
        text("org_id"),
        text("programme"),
        text("verification"),
        unread);
  }

  private String text(String field) {
    return fields.getOrDefault(field, "");
  }

  private long at() {
    String at = text("created_at");
    if (at.isEmpty()) {
      return Signup.UNKNOWN_TIME;
    }
    try {
      return OffsetDateTime.parse(at).toInstant().toEpochMilli();
    } catch (DateTimeException | ArithmeticException e) {
      unread.add("created_at");
      return Signup.UNKNOWN_TIME;
    }
  }

  private Mail mail(IdentityKey key) {
    if (!text("email").isBlank()) {
      return orUnread("email", Mail.of(text("email").strip(), key));
    }
    if (text("email_domain").isBlank()) {
      return Mail.NONE;
    }
    Mail domain = orUnread("email_domain", Mail.ofDomain(text("email_domain")));
    return domain.equals(Mail.NONE)
        ? domain
        : new Mail(domain.domain(), Mail.shape(text("email_shape")), bounded("email_mailbox"));
  }

  private Mail orUnread(String field, Mail mail) {
    if (mail.equals(Mail.NONE)) {
      unread.add(field);
    }
    return mail;
  }

  private String bounded(String field) {
    String value = text(field);
    if (value.length() > Applicant.LONGEST) {
      throw new BadApplicant(
          field + " has " + value.length() + " characters; it takes " + Applicant.LONGEST);
    }
    return value;
  }
}
