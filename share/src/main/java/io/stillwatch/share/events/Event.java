// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.events;

import io.stillwatch.share.blind.BlindToken;
import io.stillwatch.share.blind.Label;
import java.time.Instant;
import java.util.regex.Pattern;

/// What peers tell each other. Whom it is about is a token by its type.
public sealed interface Event {
  BlindToken token();

  /// The object of the durable record that this is about.
  StixId about();

  /// Somebody of whom we have evidence. For the peer it is a lead, never a verdict.
  ///
  /// @param label what kind of identifier the token stands for
  /// @param confidence 0 to 100, as STIX has it
  /// @param expires when it must no longer be used
  /// @param detector what made it
  /// @param key the fingerprint of the key that makes tokens of this epoch, as the sender sees it
  record Lead(
      BlindToken token,
      StixId about,
      Label label,
      int confidence,
      Instant expires,
      Detector detector,
      Fingerprint key)
      implements Event {
    public Lead {
      if (confidence < 0 || confidence > 100) {
        throw new IllegalArgumentException("confidence is 0 to 100: " + confidence);
      }
    }
  }

  /// We saw it too.
  ///
  /// @param count how many accounts, at least 1
  record Sighting(BlindToken token, StixId about, int count, Instant first, Instant last)
      implements Event {
    public Sighting {
      if (count < 1 || last.isBefore(first)) {
        throw new IllegalArgumentException("a sighting counts from 1, and ends after it begins");
      }
    }
  }

  /// We take the lead back; what was done on its strength has to be undone.
  record Retraction(BlindToken token, StixId about, Reason reason) implements Event {}

  /// Why a lead is taken back.
  enum Reason {
    WRONG,
    WITHDRAWN,
    CLEARED
  }

  /// The id of a STIX object, such as `indicator--7d2e...`.
  record StixId(String text) {
    private static final Pattern FORM =
        Pattern.compile(
            "[a-z][a-z0-9-]{2,40}--[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    public StixId {
      if (!FORM.matcher(text).matches()) {
        throw new IllegalArgumentException("a STIX id is a type, two dashes and a UUID");
      }
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /// What made a lead.
  ///
  /// @param version such as `0.1.0`
  /// @param sha256 of its content, 64 hexadecimal digits
  record Detector(String version, String sha256) {
    private static final Pattern VERSION = Pattern.compile("[0-9][0-9A-Za-z.+-]{0,31}");
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    public Detector {
      if (!VERSION.matcher(version).matches() || !DIGEST.matcher(sha256).matches()) {
        throw new IllegalArgumentException("a detector has a version and a SHA-256 in hexadecimal");
      }
    }
  }

  /// Of a public key: 16 hexadecimal digits.
  record Fingerprint(String text) {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{16}");

    public Fingerprint {
      if (!FORM.matcher(text).matches()) {
        throw new IllegalArgumentException("a fingerprint is 16 hexadecimal digits");
      }
    }
  }
}
