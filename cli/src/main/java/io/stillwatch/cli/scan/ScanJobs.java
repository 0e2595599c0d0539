// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.scan;

import io.stillwatch.cli.kit.Progress;
import java.io.IOException;

/// What commands ask of a scan. Tests of commands answer in its place.
public interface ScanJobs {
  default ScanResult scan(ScanRequest request, Progress progress) throws IOException {
    return ScanJob.run(request, progress);
  }
}
