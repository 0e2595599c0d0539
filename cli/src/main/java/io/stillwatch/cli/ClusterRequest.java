// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli;

import java.nio.file.Path;

/// On which Flink cluster to detect.
///
/// @param flink Flink's command line, whose configuration says where the cluster is
/// @param jar the job
/// @param tasks tasks of each stage
record ClusterRequest(Path flink, Path jar, int tasks) {
  /// Where a build leaves the job, beside this program.
  static final Path JAR = Path.of("flink", "target", "stillwatch-flink.jar");
}
