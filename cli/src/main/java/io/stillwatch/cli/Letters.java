// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli;

import io.stillwatch.dossier.letter.Audience;
import io.stillwatch.dossier.letter.Letter;
import io.stillwatch.dossier.letter.Press;
import io.stillwatch.dossier.seal.Broken;
import io.stillwatch.dossier.seal.Openings;
import io.stillwatch.dossier.seal.Seal;
import io.stillwatch.dossier.seal.Sealed;
import io.stillwatch.dossier.seal.Signer;
import io.stillwatch.dossier.seal.TimeAuthority;
import io.stillwatch.dossier.seal.Verified;
import io.stillwatch.dossier.seal.Verifier;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Writes the letter of a campaign and, for those who may have it, its sealed file.
///
/// @param found folder of a scan with `--seal`
record Letters(Path found, String campaign, Path out) {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,63}");

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

  Letters {
    checkId(campaign);
  }

  /// An id becomes part of names of files.
  static void checkId(String campaign) {
    if (!ID.matcher(campaign).matches()) {
      throw Failure.usage(
          "the campaign is named " + campaign + "; ids are letters, digits and hyphens");
    }
  }

  /// @return the files written
  /// @throws Failure when there is no evidence, or it does not bear out the finding
  List<Path> write(Audience audience, Sealing sealing) throws IOException {
    Path folder = found.resolve(Results.EVIDENCE);
    Path file = folder.resolve(campaign + Openings.EVIDENCE);
    if (!Files.isRegularFile(file)) {
      throw Failure.unusable(file + " does not exist; scan with --seal, and name a finding of it");
    }
    byte[] evidence = Files.readAllBytes(file);
    try {
      Verified verified = Verifier.evidence(new ByteArrayInputStream(evidence));
      String digest = sha256(evidence);
      Path accounts = folder.resolve(campaign + Openings.ACCOUNTS);
      Letter letter = letter(audience, verified, digest, accounts);
      return publish(audience, letter, verified, evidence, sealing);
    } catch (Broken | IllegalArgumentException e) {
      throw Failure.unusable(
          "the evidence of " + campaign + " does not bear it out: " + e.getMessage());
    }
  }

  private static String sha256(byte[] bytes) {
    return Sealed.digest(bytes);
  }

  private static Letter letter(Audience audience, Verified verified, String digest, Path accounts)
      throws IOException {
    return switch (audience) {
      case COUNSEL -> Letter.forCounsel(verified, digest, Openings.read(accounts));
      case REGULATOR -> Letter.forRegulator(verified, digest);
      case PEER -> Letter.forPeer(verified, digest);
      case PUBLIC -> Letter.forPublic(verified, digest);
    };
  }

  /// The sealed file holds the letter for a regulator, whoever gets it: it names no account.
  private List<Path> publish(
      Audience audience, Letter letter, Verified verified, byte[] evidence, Sealing sealing)
      throws IOException {
    Seal seal = sealing.seal();
    Files.createDirectories(out);
    String name = campaign + "-" + audience.word();
    var written = new ArrayList<Path>();
    written.add(put(name + ".html", Press.html(letter).getBytes(StandardCharsets.UTF_8)));
    written.add(put(name + ".pdf", Press.pdf(letter)));
    written.add(put(name + ".json", Press.json(letter).getBytes(StandardCharsets.UTF_8)));
    if (audience == Audience.COUNSEL || audience == Audience.REGULATOR) {
      String inside = Press.json(Letter.forRegulator(verified, sha256(evidence)));
      written.add(put(campaign + ".sealed", seal.seal(campaign, evidence, inside)));
    }
    return written;
  }

  private Path put(String name, byte[] content) throws IOException {
    return put(out, name, content);
  }

  /// Writes a file beside its place and moves it there.
  static Path put(Path folder, String name, byte[] content) throws IOException {
    Path beside = folder.resolve("." + name + ".part");
    Path place = folder.resolve(name);
    Files.write(beside, content);
    Files.move(beside, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    return place;
  }
}
