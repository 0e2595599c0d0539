// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.grpc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.List;

/// A key and a certificate that signs itself, made by the JDK's `keytool`, as PEM files.
record Pem(Path certificate, Path key) {
  private static final String PASSWORD = "changeit";

  static Pem make(Path folder, String name) throws IOException, InterruptedException {
    Path store = folder.resolve(name + ".p12");
    Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    List<String> command =
        List.of(
            keytool.toString(),
            "-genkeypair",
            "-alias",
            "it",
            "-keyalg",
            "EC",
            "-dname",
            "CN=localhost",
            "-ext",
            "SAN=dns:localhost",
            "-validity",
            "7300",
            "-startdate",
            "-1d",
            "-storetype",
            "PKCS12",
            "-keystore",
            store.toString(),
            "-storepass",
            PASSWORD);
    Path log = folder.resolve(name + ".log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    if (process.waitFor() != 0) {
      throw new IOException("keytool failed: " + Files.readString(log));
    }
    try {
      return write(folder, name, store);
    } catch (GeneralSecurityException e) {
      throw new IOException("keytool wrote no key that can be read", e);
    }
  }

  private static Pem write(Path folder, String name, Path store)
      throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
    Certificate certificate = keys.getCertificate("it");
    byte[] key = keys.getKey("it", PASSWORD.toCharArray()).getEncoded();
    Path certificateFile = folder.resolve(name + ".crt");
    Path keyFile = folder.resolve(name + ".key");
    Files.writeString(certificateFile, pem("CERTIFICATE", certificate.getEncoded()));
    Files.writeString(keyFile, pem("PRIVATE KEY", key));
    return new Pem(certificateFile, keyFile);
  }

  private static String pem(String kind, byte[] bytes) {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    return "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n";
  }
}
