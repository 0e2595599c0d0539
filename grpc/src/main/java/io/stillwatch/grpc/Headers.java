// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.grpc;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;
import io.envoyproxy.envoy.config.core.v3.HeaderMap;
import io.envoyproxy.envoy.config.core.v3.HeaderValue;
import io.envoyproxy.envoy.config.core.v3.HeaderValueOption;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/// HTTP headers as Envoy hands them on, and as it wants them back.
final class Headers {
  private Headers() {}

  /// Looks values up by name; empty when there is none. Values of one name are joined by commas.
  static UnaryOperator<String> of(HeaderMap map) {
    Map<String, String> headers = HashMap.newHashMap(map.getHeadersCount());
    for (HeaderValue header : map.getHeadersList()) {
      ByteString raw = header.getRawValue();
      String value = raw.isEmpty() ? header.getValue() : raw.toString(UTF_8);
      headers.merge(header.getKey(), value, (first, second) -> first + "," + second);
    }
    return of(headers);
  }

  static UnaryOperator<String> of(Map<String, String> headers) {
    return name -> headers.getOrDefault(name, "");
  }

  /// A header that takes the place of whatever has its name. Both forms of the value are set by
  /// those who read only one of them.
  static HeaderValueOption set(String name, String value) {
    return HeaderValueOption.newBuilder()
        .setHeader(
            HeaderValue.newBuilder().setKey(name).setRawValue(ByteString.copyFromUtf8(value)))
        .setAppendAction(HeaderValueOption.HeaderAppendAction.OVERWRITE_IF_EXISTS_OR_ADD)
        .build();
  }

  /// The same, in the form that ext_authz and the rate limit filter read.
  static HeaderValueOption plain(String name, String value) {
    return HeaderValueOption.newBuilder()
        .setHeader(HeaderValue.newBuilder().setKey(name).setValue(value))
        .setAppendAction(HeaderValueOption.HeaderAppendAction.OVERWRITE_IF_EXISTS_OR_ADD)
        .build();
  }
}
