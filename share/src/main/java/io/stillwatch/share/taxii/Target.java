// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.taxii;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// What an address below `/taxii2/` names.
sealed interface Target {
  record Discovery() implements Target {}

  record Root() implements Target {}

  record Status(UUID id) implements Target {}

  record Collections() implements Target {}

  record OneCollection(String name) implements Target {}

  record Manifest(String name) implements Target {}

  record Objects(String name) implements Target {}

  record OneObject(String name, String id) implements Target {}

  record Versions(String name, String id) implements Target {}

  /// @param path such as `/taxii2/coalition/collections/`; it ends in a slash
  /// @param root of the only API root
  /// @return empty when it names nothing
  static Optional<Target> of(String path, String root) {
    if (!path.startsWith("/taxii2/") || !path.endsWith("/") || path.contains("//")) {
      return Optional.empty();
    }
    List<String> parts = List.of(path.substring(1, path.length() - 1).split("/"));
    if (parts.size() == 1) {
      return Optional.of(new Discovery());
    }
    return parts.get(1).equals(root) ? below(parts.subList(2, parts.size())) : Optional.empty();
  }

  private static Optional<Target> below(List<String> parts) {
    return Optional.ofNullable(
        switch (parts.size()) {
          case 0 -> new Root();
          case 1 -> parts.getFirst().equals("collections") ? new Collections() : null;
          case 2 -> two(parts);
          case 3, 4, 5 -> parts.getFirst().equals("collections") ? inside(parts) : null;
          default -> null;
        });
  }

  private static @org.jspecify.annotations.Nullable Target two(List<String> parts) {
    return switch (parts.getFirst()) {
      case "collections" -> new OneCollection(parts.get(1));
      case "status" -> uuid(parts.get(1)).map(Status::new).orElse(null);
      default -> null;
    };
  }

  private static @org.jspecify.annotations.Nullable Target inside(List<String> parts) {
    String name = parts.get(1);
    boolean objects = parts.get(2).equals("objects");
    return switch (parts.size()) {
      case 3 ->
          objects ? new Objects(name) : parts.get(2).equals("manifest") ? new Manifest(name) : null;
      case 4 -> objects ? new OneObject(name, parts.get(3)) : null;
      default ->
          objects && parts.get(4).equals("versions") ? new Versions(name, parts.get(3)) : null;
    };
  }

  private static Optional<UUID> uuid(String text) {
    try {
      return Optional.of(UUID.fromString(text)).filter(id -> id.toString().equals(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
