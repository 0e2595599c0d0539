// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.grpc;

import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

/// What the doors cost, by `bench/grpc.sh`: the doors in a process of their own, a client in this
/// one, real sockets between them. CPU is that of the process with the doors, user and system.
final class Speed {
  private Speed() {}

  public static void main(String[] args) throws Exception {
    if (args.length > 0) {
      serve();
    } else {
      measure();
    }
  }

  private static void serve() throws Exception {
    SpeedDesk desk = new SpeedDesk();
    GrpcConfig config =
        GrpcConfig.of(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            Callers.byHeaderOrKey(Doorway.ACCOUNT, Doorway.KEY));
    try (GrpcDoor door = GrpcDoor.start(config, desk, desk, InstantSource.system())) {
      System.out.println(door.port());
      System.in.read();
    }
  }

  private static void measure() throws Exception {
    Process server =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseCompactObjectHeaders",
                "-cp",
                System.getProperty("java.class.path"),
                Speed.class.getName(),
                "serve")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8))) {
      int port = Integer.parseInt(out.readLine());
      ManagedChannel channel =
          Grpc.newChannelBuilder("localhost:" + port, InsecureChannelCredentials.create()).build();
      List<SpeedLoad> loads = SpeedLoad.all(channel);
      for (SpeedLoad load : loads) {
        load.rounds(server.toHandle()); // until the compiler is done; not shown
      }
      System.out.println("| work | at a time | CPU µs each | p50 µs | p99 µs | a second |");
      System.out.println("|---|--:|--:|--:|--:|--:|");
      for (SpeedLoad load : loads) {
        load.rounds(server.toHandle()).forEach(System.out::println);
      }
      channel.shutdownNow();
    } finally {
      server.destroy();
      server.waitFor();
    }
  }

  /// One row: so many calls, at most `atOnce` under way.
  static String row(String name, int calls, int atOnce, int each, Call call, ProcessHandle server)
      throws InterruptedException {
    run(call, calls / 4, atOnce);
    Duration before = server.info().totalCpuDuration().orElseThrow();
    long start = System.nanoTime();
    long[] nanos = run(call, calls, atOnce);
    double seconds = (System.nanoTime() - start) / 1e9;
    Duration used = server.info().totalCpuDuration().orElseThrow().minus(before);
    Arrays.sort(nanos);
    return String.format(
        Locale.ROOT,
        "| %s | %d | %.1f | %d | %d | %,.0f |",
        name,
        atOnce,
        used.toNanos() / 1e3 / calls / each,
        nanos[calls / 2] / 1000,
        nanos[calls * 99 / 100] / 1000,
        calls * (double) each / seconds);
  }

  /// Something to do many times; completes when it is answered.
  interface Call {
    CompletableFuture<?> start(int number);
  }

  private static long[] run(Call call, int calls, int atOnce) throws InterruptedException {
    long[] nanos = new long[calls];
    Semaphore places = new Semaphore(atOnce);
    for (int i = 0; i < calls; i++) {
      places.acquire();
      int number = i;
      long start = System.nanoTime();
      var _ =
          call.start(number)
              .whenComplete(
                  (answer, failure) -> {
                    nanos[number] = System.nanoTime() - start;
                    places.release();
                  });
    }
    places.acquire(atOnce);
    return nanos;
  }

  static List<Integer> concurrencies() {
    return List.of(1, 64);
  }
}
