// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.dossier.seal;

import io.stillwatch.model.Campaign;
import io.stillwatch.model.Exhibit;
import io.stillwatch.model.Workings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The evidence of several campaigns, written in one pass over exchanges in the order of time.
/// Memory does not grow with them.
public final class EvidenceFiles implements AutoCloseable {
  private final List<EvidenceFile> files = new ArrayList<>();
  private final Set<String> accounts = new HashSet<>();

  /// @param folder where the files are made
  /// @param workings what numbers were computed from, by the campaign's id; a campaign without gets
  ///   no file
  public EvidenceFiles(
      Path folder,
      List<Campaign> campaigns,
      Map<String, Workings> workings,
      EvidenceFile.About about)
      throws IOException {
    try {
      for (Campaign campaign : campaigns) {
        Workings of = workings.get(campaign.id());
        if (of != null) {
          files.add(new EvidenceFile(folder, campaign, of, about));
          of.looked().forEach(one -> accounts.addAll(one.accounts()));
        }
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /// Whether exchanges of an account may be evidence.
  public boolean concerns(String account) {
    return accounts.contains(account);
  }

  /// Hands an exchange to every campaign that it is of.
  ///
  /// @throws IOException when it cannot be written, or one has too many
  public void add(Exhibit exhibit) throws IOException {
    for (EvidenceFile file : files) {
      file.add(exhibit);
    }
  }

  @Override
  public void close() throws IOException {
    for (EvidenceFile file : files) {
      file.close();
    }
  }
}
