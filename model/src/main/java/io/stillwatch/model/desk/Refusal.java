// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.model.desk;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a caller is told instead of a reply, over HTTP.
///
/// @param status such as 403
/// @param headers by name in lower case; the content type is JSON and not among them
/// @param message for people, in one line
/// @param body JSON, in the dialect of a provider; the message is in it
public record Refusal(int status, SortedMap<String, String> headers, String message, String body) {
  public Refusal {
    headers = Collections.unmodifiableSortedMap(new TreeMap<>(headers));
  }

  Refusal with(String header, String value) {
    SortedMap<String, String> more = new TreeMap<>(headers);
    more.put(header, value);
    return new Refusal(status, more, message, body);
  }
}
