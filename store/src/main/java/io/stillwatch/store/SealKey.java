// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// A key of AES-256-GCM (NIST SP 800-38D), with a random nonce of 96 bits for each text: good for
/// 2^32 texts.
public final class SealKey {
  /// Bytes of a key.
  public static final int BYTES = 32;

  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;
  private static final SecureRandom CHANCE = new SecureRandom();

  private final SecretKey key;

  /// @param bytes 32
  public SealKey(byte[] bytes) {
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException("a key has 32 bytes");
    }
    key = new SecretKeySpec(bytes, "AES");
  }

  /// Fresh bytes of a key.
  public static byte[] random() {
    byte[] bytes = new byte[BYTES];
    CHANCE.nextBytes(bytes);
    return bytes;
  }

  /// @param about what the text is bound to: it opens only with the same
  /// @return nonce and sealed text, in Base64
  public String seal(byte[] text, String about) {
    try {
      byte[] nonce = new byte[NONCE];
      CHANCE.nextBytes(nonce);
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, about).doFinal(text);
      byte[] both = ByteBuffer.allocate(NONCE + sealed.length).put(nonce).put(sealed).array();
      return Base64.getEncoder().encodeToString(both);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has AES/GCM", e);
    }
  }

  /// @throws BadSeal when it was sealed with another key, about something else, or was changed
  public byte[] open(String sealed, String about) throws BadSeal {
    try {
      byte[] both = Base64.getDecoder().decode(sealed);
      if (both.length < NONCE) {
        throw new BadSeal();
      }
      return cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(both, NONCE), about)
          .doFinal(both, NONCE, both.length - NONCE);
    } catch (AEADBadTagException | IllegalArgumentException e) {
      throw new BadSeal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has AES/GCM", e);
    }
  }

  /// What a seal holds, if it is this key's.
  public Optional<byte[]> unwrap(String sealed, String about) {
    try {
      return Optional.of(open(sealed, about));
    } catch (BadSeal e) {
      return Optional.empty();
    }
  }

  private Cipher cipher(int mode, byte[] nonce, String about) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(about.getBytes(UTF_8));
    return cipher;
  }

  /// It does not open; says nothing of what was tried.
  public static final class BadSeal extends Exception {
    private static final long serialVersionUID = 1;
  }

  /// Keeps the secret out of logs.
  @Override
  public String toString() {
    return "SealKey[closed]";
  }
}
