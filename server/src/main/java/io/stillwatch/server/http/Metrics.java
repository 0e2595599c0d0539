// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/// Figures of the running server, as Prometheus reads them. Asked when somebody reads, so that they
/// cost nothing otherwise. No account, and no word of anybody, is ever a label.
public final class Metrics {
  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();

  /// A figure that only grows.
  public Metrics counts(String name, String help, DoubleSupplier value) {
    CounterWithCallback.builder()
        .name(name)
        .help(help)
        .callback(callback -> callback.call(value.getAsDouble()))
        .register(registry);
    return this;
  }

  /// A figure that goes up and down.
  public Metrics shows(String name, String help, DoubleSupplier value) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .callback(callback -> callback.call(value.getAsDouble()))
        .register(registry);
    return this;
  }

  /// One figure for each of a few words.
  public Metrics shows(
      String name, String help, String label, Supplier<Map<String, ? extends Number>> values) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .labelNames(label)
        .callback(
            callback ->
                values.get().forEach((word, value) -> callback.call(value.doubleValue(), word)))
        .register(registry);
    return this;
  }

  void get(ServerRequest request, ServerResponse response) {
    try {
      var text = new ByteArrayOutputStream();
      writer.write(text, registry.scrape());
      response.header(HeaderValues.create(HeaderNames.CONTENT_TYPE, writer.getContentType()));
      response.send(text.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
