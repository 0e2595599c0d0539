// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect;

import io.stillwatch.stats.SipHash;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;

/// The settings that went into a saved state. With others, a scan that goes on would count hashes
/// that are not comparable, or promise a rate that its earlier judgements did not keep. Lists of
/// networks and prices are none of them: they change from day to day, and a scan takes for each day
/// what is known of addresses then.
///
/// @param secret tells seed keys apart without giving them away
/// @param registry tells registries apart
/// @param fdr share of reported campaigns that may be false
/// @param without names of the parts left out, in order, with commas
public record StateKey(long secret, long registry, double fdr, String without) {
  /// What a state says that is made with these.
  public static StateKey of(DetectConfig config, Registry registry) {
    return new StateKey(
        new SipHash(config.keyHigh(), config.keyLow()).hash("stillwatch-state"),
        sum(config, registry),
        config.falseDiscovery(),
        config.without().stream().sorted().map(Enum::name).collect(Collectors.joining(",")));
  }

  private static long sum(DetectConfig config, Registry registry) {
    if (registry.size() == 0) {
      return 0;
    }
    var sum = new CRC32();
    try (var out =
        new DataOutputStream(new CheckedOutputStream(OutputStream.nullOutputStream(), sum))) {
      registry.write(config, out);
    } catch (IOException e) {
      throw new IllegalStateException("nothing is written anywhere", e);
    }
    return 1 + sum.getValue();
  }

  /// In which options this one differs from the scan's; empty when in none.
  public List<String> differences(StateKey scan) {
    var different = new ArrayList<String>();
    if (secret != scan.secret) {
      return List.of("another --seed-key");
    }
    if (registry != scan.registry) {
      different.add(
          registry == 0
              ? "no --registry"
              : scan.registry == 0 ? "a --registry" : "another --registry");
    }
    if (fdr != scan.fdr) {
      different.add("--fdr " + fdr);
    }
    if (!without.equals(scan.without)) {
      different.add(without.isEmpty() ? "no --without" : "--without " + without);
    }
    return different;
  }

  /// Writes what [#read] reads.
  public void write(DataOutput out) throws IOException {
    out.writeLong(secret);
    out.writeLong(registry);
    out.writeDouble(fdr);
    out.writeUTF(without);
  }

  /// Reads what [#write] wrote.
  public static StateKey read(DataInput in) throws IOException {
    return new StateKey(in.readLong(), in.readLong(), in.readDouble(), in.readUTF());
  }
}
