// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.scan;

import java.net.URISyntaxException;
import java.nio.file.Path;

/// On which Flink cluster to detect.
///
/// @param flink Flink's command line, whose configuration says where the cluster is
/// @param jar the job
/// @param tasks tasks of each stage
record ClusterRequest(Path flink, Path jar, int tasks) {
  /// Where a build leaves the job: in the folder that holds `cli` too.
  static Path builtJar() {
    try {
      Path here =
          Path.of(ClusterRequest.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return here.resolve("../../../../flink/target/stillwatch-flink.jar").normalize();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("this program does not know where it lies", e);
    }
  }
}
