// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.taxii;

import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/// A request, whatever carried it.
///
/// @param method such as `GET`
/// @param path as it came, not decoded
/// @param query what stands behind the question mark, not decoded
/// @param headers those that matter
/// @param body reads the body, of so many bytes at most and one more
record Asked(String method, String path, String query, Headers headers, IntFunction<byte[]> body) {
  /// @param accept all lines of `Accept`
  /// @param contentType of the body
  /// @param contentEncoding of the body
  /// @param caller who it was found to be; empty when nobody is known by what came
  record Headers(
      List<String> accept,
      Optional<String> contentType,
      Optional<String> contentEncoding,
      Optional<Peer> caller) {}
}
