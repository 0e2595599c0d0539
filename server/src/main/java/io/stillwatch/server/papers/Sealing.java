// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.papers;

import io.stillwatch.detect.DetectConfig;
import io.stillwatch.dossier.Dossier;
import io.stillwatch.dossier.Prices;
import io.stillwatch.dossier.Scan;
import io.stillwatch.dossier.seal.EvidenceFile;
import io.stillwatch.dossier.seal.Seal;
import io.stillwatch.dossier.seal.Signer;
import io.stillwatch.dossier.seal.TimeAuthority;
import io.stillwatch.model.Window;
import io.stillwatch.server.settings.Key;
import io.stillwatch.server.settings.Settings;
import io.stillwatch.store.Worked;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What evidence of this server says besides, and how its files are sealed.
///
/// @param detect the hash key opens commitments
public record Sealing(DetectConfig detect, Prices prices, Seal seal) {
  /// @throws IOException when the key cannot be used
  public static Sealing of(Settings settings, DetectConfig detect, Prices prices)
      throws IOException {
    Optional<Path> key = settings.path(Key.DOSSIER_KEY);
    Optional<Signer> signer =
        key.isPresent()
            ? Optional.of(Signer.from(key.get(), password(settings)))
            : Optional.empty();
    Optional<TimeAuthority> authority =
        settings.some(Key.DOSSIER_TSA).map(url -> new TimeAuthority(address(settings, url)));
    return new Sealing(detect, prices, new Seal(signer, authority));
  }

  private static char[] password(Settings settings) throws IOException {
    Optional<Path> file = settings.path(Key.DOSSIER_KEY_PASSWORD_FILE);
    return file.isPresent()
        ? Files.readString(file.get(), StandardCharsets.UTF_8).strip().toCharArray()
        : new char[0];
  }

  private static URI address(Settings settings, String url) {
    if (!List.of("http", "https").contains(url.replaceFirst(":.*", ""))) {
      throw settings.refuse(Key.DOSSIER_TSA, "takes an http or https address");
    }
    return URI.create(url);
  }

  /// @param window event time of what the journal still held up to the judgement
  EvidenceFile.About about(Worked worked, Window window) {
    return new EvidenceFile.About(
        Dossier.version(),
        window,
        false, // a server hashes with a key of its own
        detect.keyHigh(),
        detect.keyLow(),
        prices,
        Scan.Availability.lacks(Scan.Availability.of(worked.unavailable())));
  }
}
