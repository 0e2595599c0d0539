// SPDX-License-Identifier: Apache-2.0
import io.stillwatch.gateway.Gateway;
import io.stillwatch.gateway.GatewayConfig;
import io.stillwatch.gateway.Secret;
import io.stillwatch.gateway.Tokens;
import io.stillwatch.model.Decision;
import io.stillwatch.model.desk.Answer;
import io.stillwatch.model.desk.Desk;
import io.stillwatch.model.desk.Permit;
import io.stillwatch.model.desk.Question;
import io.stillwatch.model.desk.Used;
import java.net.URI;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/// The gateway with a desk that lets everybody go, for bench/gateway.sh: what is measured is HTTP,
/// JSON and the tap, not the decision. Takes a port, an upstream and the number of threads.
class Serve {
  static void main(String[] args) throws InterruptedException {
    Secret secret = new Secret("a deployment key of benchmarks".getBytes());
    var tokens = new Tokens(List.of(Tokens.hash("bench")));
    GatewayConfig config =
        GatewayConfig.of(secret)
            .with(
                new GatewayConfig.Listen(
                    "127.0.0.1",
                    Integer.parseInt(args[0]),
                    Optional.empty(),
                    Integer.parseInt(args[2])))
            .with(new GatewayConfig.Access(tokens, true))
            .with(GatewayConfig.Upstream.of(URI.create(args[1])));
    Gateway.start(
        config,
        new Everybody(),
        entries -> CompletableFuture.completedFuture(entries.size()),
        InstantSource.system());
    new CountDownLatch(1).await();
  }

  private static final class Everybody implements Desk {
    @Override
    public Answer ask(Question question) {
      var permit = new Permit(question.account(), 0, question.input(), question.output());
      return new Answer.Go(permit, Collections.emptySortedSet(), "");
    }

    @Override
    public void settle(Permit permit, Used used) {}

    @Override
    public List<Decision> inForce() {
      return List.of();
    }
  }
}
