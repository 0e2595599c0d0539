// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.dossier.seal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.TimeStampToken;

/// A time-stamping authority (RFC 3161): signs that a digest existed at a time. Nothing of the
/// evidence goes there but a SHA-256 digest.
public final class TimeAuthority {
  private static final int ANSWER_MOST = 1 << 16;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final URI address;

  /// @param address `http` or `https`
  public TimeAuthority(URI address) {
    this.address = address;
  }

  /// A token over these bytes.
  ///
  /// @throws IOException when there is no answer, or it is not one to the question
  byte[] stamp(byte[] content) throws IOException {
    byte[] digest = Digests.sha256(content);
    var generator = new TimeStampRequestGenerator();
    generator.setCertReq(true);
    // Not secret: ties the answer to the question, and the same question gives the same bytes.
    var nonce = new BigInteger(1, Arrays.copyOf(Digests.sha256(digest), 8));
    TimeStampRequest request = generator.generate(NISTObjectIdentifiers.id_sha256, digest, nonce);
    try {
      var response = new TimeStampResponse(ask(request.getEncoded()));
      response.validate(request);
      return response.getTimeStampToken().getEncoded();
    } catch (TSPException e) {
      throw new IOException(address + " does not answer as RFC 3161 says", e);
    }
  }

  private byte[] ask(byte[] request) throws IOException {
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      HttpResponse<InputStream> response =
          client.send(
              HttpRequest.newBuilder(address)
                  .timeout(PATIENCE)
                  .header("Content-Type", "application/timestamp-query")
                  .POST(HttpRequest.BodyPublishers.ofByteArray(request))
                  .build(),
              HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        byte[] answer = body.readNBytes(ANSWER_MOST);
        if (response.statusCode() != 200) {
          throw new IOException(address + " answers with status " + response.statusCode());
        }
        return answer;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while " + address + " was asked for the time", e);
    }
  }

  /// What a token says.
  ///
  /// @param at the time it was signed, by the authority's clock
  /// @param by subject of the certificate that signed it
  /// @param certificate SHA-256 of that certificate
  public record Stamp(Instant at, String by, String certificate) {}

  private static X509CertificateHolder signer(TimeStampToken stamp) throws Broken {
    for (X509CertificateHolder one : stamp.getCertificates().getMatches(null)) {
      if (stamp.getSID().match(one)) {
        return one;
      }
    }
    throw new Broken("the time stamp comes without the certificate that signed it");
  }

  /// @throws Broken when it is no token over these bytes, or not signed by the certificate in it
  static Stamp read(byte[] token, byte[] content) throws Broken {
    try {
      var stamp = new TimeStampToken(new CMSSignedData(new ByteArrayInputStream(token)));
      byte[] imprint = stamp.getTimeStampInfo().getMessageImprintDigest();
      if (!Arrays.equals(imprint, Digests.sha256(content))) {
        throw new Broken("the time stamp is of something else");
      }
      X509CertificateHolder signer = signer(stamp);
      stamp.validate(new JcaSimpleSignerInfoVerifierBuilder().build(signer));
      return new Stamp(
          stamp.getTimeStampInfo().getGenTime().toInstant(),
          signer.getSubject().toString(),
          Digests.of(signer.getEncoded()));
    } catch (CMSException
        | TSPException
        | OperatorCreationException
        | java.security.cert.CertificateException
        | IllegalArgumentException
        | ClassCastException
        | IOException e) {
      throw e instanceof Broken b ? b : new Broken("the time stamp is not valid");
    }
  }
}
