// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.stillwatch.identity.ApplicantJson;
import io.stillwatch.identity.IdentityKey;
import io.stillwatch.identity.Lists;
import io.stillwatch.identity.Notices;
import io.stillwatch.identity.Recent;
import io.stillwatch.identity.ScreenedJson;
import io.stillwatch.identity.Screening;
import io.stillwatch.identity.ScreeningSettings;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// What one signup costs, from JSON to JSON, with a full memory and every field given: tokens
/// hashed, six counts, and the oldest signups forgotten as new ones come.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class ScreeningBench {
  private static final long START = 1_790_000_000_000L;
  private static final long APART = 10_000;

  private final IdentityKey key = IdentityKey.of("0123456789abcdef".getBytes(UTF_8));
  private final Screening screening =
      new Screening(
          ScreeningSettings.STANDARD, key, Lists.none(), Notices.NONE, new Recent(Recent.MOST));
  private int next;

  @Setup
  public void fill() {
    while (next < Recent.MOST) {
      signup();
    }
  }

  @Benchmark
  public String signup() {
    int n = next++;
    String json =
        """
        {"account_id":"acct-%d","email":"%s%d@mail%d.example","payment_fingerprint":"card-%d",\
        "signup_ip":"10.%d.%d.9","device_id":"device-%d"}"""
            .formatted(
                n, "abcdefghij".substring(n % 7), n % 9_999, n % 5, n, n % 200, n % 251, n / 2);
    var applicant = ApplicantJson.read(json.getBytes(UTF_8), key);
    return ScreenedJson.write(screening.screen(applicant, START + n * APART));
  }
}
