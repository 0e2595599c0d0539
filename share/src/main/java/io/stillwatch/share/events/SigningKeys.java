// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.stillwatch.store.journal.Folders;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The keys that sign what we tell (ES256), events and objects: the one in use, the next, which
/// peers know ahead of time, and the last, which still verifies what waits. One file that only its
/// owner may read.
public final class SigningKeys {
  private static final String FILE = "events.jwks";
  private static final String ACTIVE = "active";

  private final Path file;
  private JWKSet keys;

  private SigningKeys(Path file, JWKSet keys) {
    this.file = file;
    this.keys = keys;
  }

  /// Opens the keys in a folder, and makes them when there are none.
  ///
  /// @throws IOException when they cannot be read
  public static SigningKeys open(Path folder) throws IOException {
    Folders.make(folder);
    Path file = folder.resolve(FILE);
    if (Files.exists(file)) {
      return new SigningKeys(file, load(file));
    }
    ECKey active = fresh();
    var keys = new SigningKeys(file, set(List.of(active, fresh()), active));
    keys.save();
    return keys;
  }

  private static JWKSet load(Path file) throws IOException {
    try {
      return JWKSet.parse(Files.readString(file));
    } catch (ParseException e) {
      throw new IOException(
          file + " is no key set; restore it, or delete it and enrol with peers anew");
    }
  }

  private static JWKSet set(List<? extends JWK> keys, JWK active) {
    return new JWKSet(List.copyOf(keys), Map.of(ACTIVE, active.getKeyID()));
  }

  private static ECKey fresh() {
    try {
      return new ECKeyGenerator(Curve.P_256)
          .keyUse(KeyUse.SIGNATURE)
          .algorithm(JWSAlgorithm.ES256)
          .keyIDFromThumbprint(true)
          .generate();
    } catch (JOSEException e) {
      throw new IllegalStateException("every Java has P-256", e);
    }
  }

  /// Signs with the next key from now on, and makes another next one. Peers need the new public
  /// keys before the turn after this.
  ///
  /// @throws IOException when the keys cannot be kept; the old one stays in use
  public synchronized void rotate() throws IOException {
    ECKey active = active();
    JWK next = keys.getKeys().getLast();
    JWKSet before = keys;
    keys = set(List.of(active, next, fresh()), next);
    try {
      save();
    } catch (IOException e) {
      keys = before;
      throw e;
    }
  }

  /// The key in use, private part included.
  public synchronized ECKey active() {
    String id = String.valueOf(keys.getAdditionalMembers().get(ACTIVE));
    return keys.getKeyByKeyId(id).toECKey();
  }

  /// The public keys, as JSON, for `jwks_uri` and for enrolment with peers.
  public synchronized String published() {
    var all = new ArrayList<JWK>();
    keys.getKeys().forEach(key -> all.add(key.toPublicJWK()));
    return new JWKSet(all).toString(true);
  }

  /// Beside the old file, then in its place.
  private void save() throws IOException {
    Path draft = Files.createTempFile(file.getParent(), "events", ".draft"); // its owner's alone
    try {
      try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
        channel.write(ByteBuffer.wrap(keys.toString(false).getBytes(UTF_8)));
        channel.force(true);
      }
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(draft);
    }
  }
}
