// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.Gson;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.TypeRegistry;
import com.google.protobuf.util.JsonFormat;
import io.envoyproxy.envoy.config.bootstrap.v3.Bootstrap;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;
import io.envoyproxy.envoy.extensions.access_loggers.grpc.v3.HttpGrpcAccessLogConfig;
import io.envoyproxy.envoy.extensions.filters.http.ext_authz.v3.ExtAuthz;
import io.envoyproxy.envoy.extensions.filters.http.ext_proc.v3.ExternalProcessor;
import io.envoyproxy.envoy.extensions.filters.http.ratelimit.v3.RateLimit;
import io.envoyproxy.envoy.extensions.filters.http.router.v3.Router;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpFilter;
import io.envoyproxy.envoy.extensions.upstreams.http.v3.HttpProtocolOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/// The configuration on the page is what Envoy's own schema reads, to the last field.
class EnvoyPageTest {
  private static final Pattern BLOCK = Pattern.compile("(?s)```yaml\n(.*?)```");
  private static final JsonFormat.Parser SCHEMA =
      JsonFormat.parser()
          .usingTypeRegistry(
              TypeRegistry.newBuilder()
                  .add(HttpConnectionManager.getDescriptor())
                  .add(HttpGrpcAccessLogConfig.getDescriptor())
                  .add(ExtAuthz.getDescriptor())
                  .add(ExternalProcessor.getDescriptor())
                  .add(RateLimit.getDescriptor())
                  .add(Router.getDescriptor())
                  .add(HttpProtocolOptions.getDescriptor())
                  .build());

  private static Object yaml(String text) {
    return new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
  }

  private static <B extends Message.Builder> B read(Object yaml, B into)
      throws InvalidProtocolBufferException {
    SCHEMA.merge(new Gson().toJson(yaml), into);
    return into;
  }

  @Test
  void everyBlockOfThePageIsReadByEnvoysSchema() throws IOException {
    List<String> blocks =
        BLOCK
            .matcher(Files.readString(Path.of("../docs/envoy.md")))
            .results()
            .map(block -> block.group(1))
            .toList();

    assertThat(blocks).hasSize(5);
    Bootstrap bootstrap = read(yaml(blocks.get(0)), Bootstrap.newBuilder()).build();
    assertThat(bootstrap.getStaticResources().getClustersCount()).isEqualTo(2);
    assertThat(read(yaml(blocks.get(2)), VirtualHost.newBuilder()).getRateLimitsCount()).isOne();
    for (int filter : List.of(1, 3, 4)) {
      Object first = ((List<?>) yaml(blocks.get(filter))).get(0);
      assertThat(read(first, HttpFilter.newBuilder()).getName()).startsWith("envoy.filters.http.");
    }
  }

  @Test
  void aWrongFieldWouldBeNoticed() {
    Object wrong = yaml("static_resources: { listener: [] }");

    assertThatThrownBy(() -> read(wrong, Bootstrap.newBuilder()))
        .isInstanceOf(InvalidProtocolBufferException.class);
  }
}
