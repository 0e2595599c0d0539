// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.scan;

import io.stillwatch.cli.kit.Failure;
import io.stillwatch.detect.DetectConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a scan is asked to do.
///
/// @param inputs log files, and folders of them
/// @param accounts files of account records, besides those found among the inputs
/// @param format how the logs are written
/// @param ipIntel what is known of networks; kinds such as hosting or residential proxy
/// @param ipReputation what is known of single addresses
/// @param prices list prices by model; a built-in list when absent
/// @param out folder for what is found
/// @param maxRejected the largest share of lines that may be set aside, 0 to 1
/// @param fdr the share of reported campaigns that may be false, in the long run, above 0 and at
///   most 0.5
/// @param threads how many threads may work
/// @param seedKey file whose bytes key the hashes; a fixed public key when absent
/// @param state folder from which to go on and in which to leave what is known; none when absent
/// @param explain ids of accounts of which to tell why they are named or not
/// @param registry sketches of public texts, which are nobody's own; none when absent
/// @param requests whether to list the requests that belong to campaigns; reads the logs twice
/// @param seal whether to keep what the numbers of findings can be computed from again; reads the
///   logs twice
/// @param cluster a Flink cluster to detect on; in this process when absent
/// @param judgeEvery how often groups are looked at, in event time
/// @param without parts of detection left out, to measure what each is worth
public record ScanRequest(
    List<Path> inputs,
    List<Path> accounts,
    LogFormat format,
    Optional<Path> ipIntel,
    Optional<Path> ipReputation,
    Optional<Path> prices,
    Path out,
    double maxRejected,
    double fdr,
    int threads,
    Optional<Path> seedKey,
    Optional<Path> state,
    List<String> explain,
    Optional<Path> registry,
    boolean requests,
    boolean seal,
    Optional<ClusterRequest> cluster,
    Duration judgeEvery,
    Set<DetectConfig.Part> without) {

  static final double MAX_REJECTED = 0.01;
  public static final double FDR = 0.01;

  public ScanRequest {
    inputs = List.copyOf(inputs);
    accounts = List.copyOf(accounts);
    explain = List.copyOf(explain);
    without = Set.copyOf(without);
    if (inputs.isEmpty()) {
      throw Failure.usage("nothing to scan; name at least one log file or folder");
    }
    if (fdr <= 0 || fdr > 0.5) {
      throw Failure.usage("--fdr is " + fdr + "; it takes a share above 0 and at most 0.5");
    }
    if (threads < 1) {
      throw Failure.usage("--threads is " + threads + "; it takes a whole number from 1");
    }
    if (seal && (cluster.isPresent() || state.isPresent() || !without.isEmpty())) {
      throw Failure.usage(
          "--seal takes the whole log in one process; leave --state, --without and --engine out");
    }
    boolean alone = state.isPresent() || !explain.isEmpty() || !without.isEmpty();
    if (cluster.isPresent() && (alone || !judgeEvery.equals(DetectConfig.HOURLY))) {
      throw Failure.usage(
          "--state, --explain, --judge-every and --without work in one process only, not on Flink");
    }
  }

  /// A scan with every setting at its default.
  public static ScanRequest of(List<Path> inputs, Path out) {
    return new ScanRequest(
        inputs,
        List.of(),
        LogFormat.AUTO,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        out,
        MAX_REJECTED,
        FDR,
        Runtime.getRuntime().availableProcessors(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        false,
        false,
        Optional.empty(),
        DetectConfig.HOURLY,
        Set.of());
  }
}
