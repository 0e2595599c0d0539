// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.taxii;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Base64;

/// Keys with certificates that they signed themselves, made by the JDK's keytool, as PEM.
///
/// @param certificate what it says
/// @param chain PEM file of it
/// @param key PEM file of its private key
public record Certificates(X509Certificate certificate, Path chain, Path key) {
  public static Certificates make(Path folder, String name) throws Exception {
    Path store = folder.resolve(name + ".p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "own",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=" + name,
                "-ext",
                "SAN=IP:127.0.0.1,DNS:localhost",
                "-validity",
                "30",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                "changeit")
            .redirectErrorStream(true)
            .start();
    String said = new String(keytool.getInputStream().readAllBytes());
    assertThat(keytool.waitFor()).as(said).isZero();
    KeyStore keys = KeyStore.getInstance(store.toFile(), "changeit".toCharArray());
    var certificate = (X509Certificate) keys.getCertificate("own");
    byte[] key = keys.getKey("own", "changeit".toCharArray()).getEncoded();
    return new Certificates(
        certificate,
        pem(folder.resolve(name + ".pem"), "CERTIFICATE", certificate.getEncoded()),
        pem(folder.resolve(name + ".key"), "PRIVATE KEY", key));
  }

  private static Path pem(Path file, String what, byte[] bytes) throws Exception {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    return Files.writeString(
        file, "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n");
  }
}
