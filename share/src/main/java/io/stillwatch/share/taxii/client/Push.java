// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.taxii.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/// Posts objects, as many at once as the server takes.
///
/// @param root the API root
/// @param collection the address of the collection
public record Push(TaxiiClient client, URI root, URI collection) {
  private static final int AT_ONCE = 500;

  /// What an envelope needs besides its objects.
  private static final int AROUND = 64;

  /// Posts all.
  ///
  /// @param objects in JSON
  /// @return all together; its id is that of the last
  /// @throws IllegalArgumentException when one alone is larger than the server takes
  public Posted all(List<String> objects) {
    long most = client.get(root).path("max_content_length").asLong(0) - AROUND;
    Posted sum = new Posted("", true, 0, 0, List.of());
    var batch = new ArrayList<String>();
    long bytes = 0;
    for (String object : objects) {
      int size = object.getBytes(UTF_8).length + 1;
      if (size > most) {
        throw new IllegalArgumentException(
            "an object of %,d bytes is larger than %s takes; nothing behind it was posted"
                .formatted(size, collection));
      }
      if (bytes + size > most || batch.size() == AT_ONCE) {
        sum = and(sum, client.post(collection, batch));
        batch.clear();
        bytes = 0;
      }
      batch.add(object);
      bytes += size;
    }
    return batch.isEmpty() ? sum : and(sum, client.post(collection, batch));
  }

  private static Posted and(Posted all, Posted one) {
    var failures = new ArrayList<>(all.failures());
    failures.addAll(one.failures());
    return new Posted(
        one.id(),
        all.complete() && one.complete(),
        all.succeeded() + one.succeeded(),
        all.pending() + one.pending(),
        failures);
  }
}
