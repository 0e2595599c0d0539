// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.dossier.letter;

import io.stillwatch.dossier.seal.Broken;
import io.stillwatch.dossier.seal.Openings;
import io.stillwatch.dossier.seal.Seal;
import io.stillwatch.dossier.seal.Sealed;
import io.stillwatch.dossier.seal.Verified;
import io.stillwatch.dossier.seal.Verifier;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Writes what people get of a campaign: letters, and for those who may have it the sealed file.
///
/// @param out folder, made if it is missing
public record Papers(String campaign, Path out) {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,63}");

  /// An id becomes part of names of files.
  ///
  /// @throws IllegalArgumentException when it is not made of letters, digits and hyphens
  public Papers {
    if (!ID.matcher(campaign).matches()) {
      throw new IllegalArgumentException(
          "the campaign is named " + campaign + "; ids are letters, digits and hyphens");
    }
  }

  /// Computes the evidence again, and writes the letter for an audience.
  ///
  /// @param evidence folder with the evidence file and the accounts beside it
  /// @return the files written
  /// @throws NoSuchFileException when there is no evidence
  /// @throws Broken when the evidence does not bear out the finding
  public List<Path> write(Path evidence, Audience audience, Seal seal) throws IOException {
    Path file = evidence.resolve(campaign + Openings.EVIDENCE);
    if (!Files.isRegularFile(file)) {
      throw new NoSuchFileException(file.toString());
    }
    byte[] bytes = Files.readAllBytes(file);
    Verified verified = Verifier.evidence(new ByteArrayInputStream(bytes));
    String digest = Sealed.digest(bytes);
    Path accounts = evidence.resolve(campaign + Openings.ACCOUNTS);
    Letter letter = letter(audience, verified, digest, accounts);
    var written = new ArrayList<Path>();
    String name = campaign + "-" + audience.word();
    written.add(put(name + ".html", utf8(Press.html(letter))));
    written.add(put(name + ".pdf", Press.pdf(letter)));
    written.add(put(name + ".json", utf8(Press.json(letter))));
    if (audience == Audience.COUNSEL || audience == Audience.REGULATOR) {
      String inside = Press.json(Letter.forRegulator(verified, digest));
      written.add(put(campaign + ".sealed", seal.seal(campaign, bytes, inside)));
    }
    return written;
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

  /// Writes the letter that takes a finding back.
  ///
  /// @return the files written
  public List<Path> write(Outcome outcome) throws IOException {
    String name = campaign + "-" + outcome.kind();
    return List.of(
        put(name + ".html", utf8(Press.html(outcome))),
        put(name + ".pdf", Press.pdf(outcome)),
        put(name + ".json", utf8(Press.json(outcome))));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /// Writes a file beside its place and moves it there.
  private Path put(String name, byte[] content) throws IOException {
    Files.createDirectories(out);
    Path beside = out.resolve("." + name + ".part");
    Path place = out.resolve(name);
    Files.write(beside, content);
    Files.move(beside, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    return place;
  }
}
