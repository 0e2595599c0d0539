// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.dossier;

import io.stillwatch.cli.kit.Failure;
import io.stillwatch.cli.scan.Results;
import io.stillwatch.dossier.letter.Audience;
import io.stillwatch.dossier.letter.Papers;
import io.stillwatch.dossier.seal.Broken;
import io.stillwatch.dossier.seal.Seal;
import io.stillwatch.dossier.seal.Signer;
import io.stillwatch.dossier.seal.TimeAuthority;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Writes the letter of a campaign and, for those who may have it, its sealed file.
///
/// @param found folder of a scan with `--seal`
record Letters(Path found, String campaign, Path out) {
  /// How the sealed file is sealed.
  record Sealing(Optional<Path> key, Optional<Path> password, Optional<URI> tsa) {
    Seal seal() throws IOException {
      Optional<Signer> signer = Optional.empty();
      if (key.isPresent()) {
        signer = Optional.of(Signer.from(key.get(), secret()));
      }
      if (tsa.isPresent()
          && !List.of("http", "https").contains(String.valueOf(tsa.get().getScheme()))) {
        throw Failure.usage("--tsa is " + tsa.get() + "; it takes an http or https address");
      }
      return new Seal(signer, tsa.map(TimeAuthority::new));
    }

    private char[] secret() throws IOException {
      return password.isPresent()
          ? Files.readString(password.get(), StandardCharsets.UTF_8).strip().toCharArray()
          : new char[0];
    }
  }

  /// @return the files written
  /// @throws Failure when there is no evidence, or it does not bear out the finding
  List<Path> write(Audience audience, Sealing sealing) throws IOException {
    Papers papers = papers(campaign, out);
    try {
      return papers.write(found.resolve(Results.EVIDENCE), audience, sealing.seal());
    } catch (NoSuchFileException e) {
      throw Failure.unusable(
          e.getMessage() + " does not exist; scan with --seal, and name a finding of it");
    } catch (Broken | IllegalArgumentException e) {
      throw Failure.unusable(
          "the evidence of " + campaign + " does not bear it out: " + e.getMessage());
    }
  }

  /// @throws Failure when the id is none
  static Papers papers(String campaign, Path out) {
    try {
      return new Papers(campaign, out);
    } catch (IllegalArgumentException e) {
      throw Failure.usage(String.valueOf(e.getMessage()));
    }
  }
}
