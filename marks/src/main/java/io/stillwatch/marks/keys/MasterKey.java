// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.marks.keys;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.stillwatch.marks.Key;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// The secret that every other key is derived from, by HKDF with SHA-256 (RFC 5869). It lives in a
/// PKCS#12 file or in the environment, and is never printed.
public final class MasterKey {
  private static final String ALIAS = "stillwatch-marks";
  private static final String SALT = "stillwatch marks 1";
  private static final int BYTES = 32;

  private final byte[] secret;

  private MasterKey(byte[] secret) {
    if (secret.length != BYTES) {
      throw new IllegalArgumentException("a master key has 32 bytes, this one " + secret.length);
    }
    this.secret = secret.clone();
  }

  /// From 64 hexadecimal digits.
  public static MasterKey ofHex(String digits) {
    try {
      return new MasterKey(HexFormat.of().parseHex(digits.strip()));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("a master key is written as 64 hexadecimal digits");
    }
  }

  /// Makes a fresh one in a new PKCS#12 file that only its owner can read.
  public static MasterKey create(Path file, char[] password) throws IOException {
    byte[] secret = new byte[BYTES];
    new SecureRandom().nextBytes(secret);
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setEntry(
          ALIAS,
          new KeyStore.SecretKeyEntry(new SecretKeySpec(secret, "AES")),
          new KeyStore.PasswordProtection(password));
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.WRITE)) {
        store.store(out, password);
      }
    } catch (GeneralSecurityException e) {
      throw new IOException("no PKCS#12 file can be made on this JDK: " + file, e);
    }
    return new MasterKey(secret);
  }

  /// Reads a PKCS#12 file.
  ///
  /// @throws IOException if it cannot be read or the password is wrong; which of both is not said
  public static MasterKey read(Path file, char[] password) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, password);
      java.security.Key key = store.getKey(ALIAS, password);
      if (key == null) {
        throw new IOException(file + " holds no entry " + ALIAS);
      }
      return new MasterKey(key.getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IOException(file + " is no PKCS#12 file that this password opens", e);
    }
  }

  /// The key of a scope. Words have 63 bits, because some engines take no more.
  ///
  /// @param words how many the profile asks for
  public Key derive(KeyScope scope, int words) {
    ByteBuffer bytes = ByteBuffer.wrap(expand("key " + scope, words * Long.BYTES));
    List<Long> list = new ArrayList<>(words);
    for (int i = 0; i < words; i++) {
      list.add(bytes.getLong() >>> 1);
    }
    return new Key(scope.toString(), list);
  }

  /// What hides a key in its commitment until it is opened: 32 bytes of its own.
  byte[] blind(KeyScope scope) {
    return expand("blind " + scope, BYTES);
  }

  private byte[] expand(String info, int length) {
    try {
      return KDF.getInstance("HKDF-SHA256")
          .deriveData(
              HKDFParameterSpec.ofExtract()
                  .addIKM(secret)
                  .addSalt(SALT.getBytes(US_ASCII))
                  .thenExpand(info.getBytes(US_ASCII), length));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK from 25 has HKDF", e);
    }
  }
}
