// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.stix;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/// Cyber-observables, whose ids follow from what they are (STIX 2.1, 2.9): the same token has the
/// same id at every peer, so findings correlate without anybody coordinating them.
final class Observables {
  /// The namespace that the standard fixes.
  private static final UUID NAMESPACE = UUID.fromString("00abedb4-aa42-466c-9c01-fed23315a9b7");

  private final Sender sender;

  Observables(Sender sender) {
    this.sender = sender;
  }

  /// An account, known by a token.
  ObjectNode account(Disclosure.Account account) {
    ObjectNode identity = Nodes.object().put("user_id", account.user().value());
    ObjectNode node = of("user-account", identity);
    ObjectNode more =
        Extension.on(node)
            .put("account_kind", "llm-api")
            .put("token_scheme", account.user().scheme())
            .put("key_epoch", account.user().epoch())
            .put("user_token_kind", account.user().kind().word());
    account.others().forEach(t -> more.put(TokenPattern.property(t.kind()), t.value()));
    return node;
  }

  /// A family of prompts made from one template: a file whose hash is the template's token. Every
  /// tool can match a hash.
  ObjectNode template(Disclosure.Template template) {
    ObjectNode identity = Nodes.object();
    identity.putObject("hashes").put("SHA-256", template.digest().hex());
    ObjectNode node = of("file", identity).put("mime_type", "text/plain");
    Extension.on(node)
        .put("kind", "prompt-template")
        .put("token_scheme", template.digest().scheme())
        .put("key_epoch", template.digest().epoch())
        .put("sketch_scheme", "simhash64-word3")
        .put("sketch_hex", "%016x".formatted(template.sketch()))
        .put("slot_count", template.slots())
        .put("sample_count", template.samples());
    return node;
  }

  /// A network of the campaign's own infrastructure, by its number.
  ObjectNode network(int number) {
    return of("autonomous-system", Nodes.object().put("number", number));
  }

  private ObjectNode of(String type, ObjectNode identity) {
    ObjectNode node = Nodes.object();
    node.put("type", type).put("spec_version", "2.1").put("id", id(type, identity));
    identity.properties().forEach(one -> node.set(one.getKey(), one.getValue()));
    node.set("object_marking_refs", Nodes.texts(java.util.List.of(sender.marking().id())));
    return node;
  }

  /// @param identity the properties that the standard lets contribute to the id
  static String id(String type, ObjectNode identity) {
    return type + "--" + named(NAMESPACE, Nodes.canonical(identity));
  }

  /// RFC 9562, version 5.
  private static UUID named(UUID space, String name) {
    try {
      MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
      sha1.update(
          java.nio.ByteBuffer.allocate(16)
              .putLong(space.getMostSignificantBits())
              .putLong(space.getLeastSignificantBits())
              .flip());
      var hash = java.nio.ByteBuffer.wrap(sha1.digest(name.getBytes(UTF_8)));
      long high = (hash.getLong() & ~0xf000L) | 0x5000L;
      return new UUID(high, (hash.getLong() & ~(0xc0L << 56)) | (0x80L << 56));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-1", e);
    }
  }
}
