// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.dossier.letter;

import io.stillwatch.model.crypto.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.apache.fop.apps.FOUserAgent;
import org.apache.fop.apps.Fop;
import org.apache.fop.apps.FopFactory;
import org.apache.fop.apps.FopFactoryBuilder;
import org.apache.fop.apps.MimeConstants;
import org.apache.xmlgraphics.io.Resource;
import org.apache.xmlgraphics.io.ResourceResolver;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/// XSL-FO to a tagged PDF, by Apache FOP. Nothing is loaded from anywhere, and the same source
/// gives the same bytes: no clock, and the file's id is a digest of what is in it.
final class Pdf {
  private static final Logger QUIET = Logger.getLogger("org.apache.fop");
  private static final Pattern ID = Pattern.compile("/ID \\[<([0-9A-F]{32})> <([0-9A-F]{32})>\\]");
  private static final Pattern DATE = Pattern.compile("<xmp:MetadataDate>[0-9-]{10}T[0-9:]{8}Z<");

  private Pdf() {}

  static byte[] of(String fo) {
    QUIET.setLevel(Level.OFF);
    var out = new ByteArrayOutputStream();
    try {
      FopFactory factory =
          new FopFactoryBuilder(URI.create("nothing:/"), new Nothing())
              .setAccessibility(true)
              .build();
      FOUserAgent agent = factory.newFOUserAgent();
      agent.setCreationDate(Date.from(Instant.EPOCH));
      agent.setProducer("Stillwatch");
      agent.getEventBroadcaster().addEventListener(event -> {});
      Fop fop = factory.newFop(MimeConstants.MIME_PDF, agent, out);
      // Not through a Transformer: FOP starts one of its own within, and they share a parser.
      SAXParserFactory parsers = SAXParserFactory.newDefaultInstance();
      parsers.setNamespaceAware(true);
      parsers.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      parsers
          .newSAXParser()
          .parse(new InputSource(new StringReader(latin(fo))), fop.getDefaultHandler());
    } catch (SAXException | ParserConfigurationException | IOException e) {
      throw new IllegalStateException("a letter of ours cannot be printed", e);
    }
    return settled(out.toByteArray());
  }

  /// The fonts that every reader of PDF has know Latin letters only; others are shown as code
  /// points.
  private static String latin(String text) {
    var plain = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            point -> {
              switch (point) {
                case 0x2019 -> plain.append('\'');
                case 0x201C, 0x201D -> plain.append('"');
                default -> {
                  if (point < 0x100) {
                    plain.append((char) point);
                  } else {
                    plain.append("\\u{").append(Integer.toHexString(point)).append('}');
                  }
                }
              }
            });
    return plain.toString();
  }

  /// FOP names a file after the time; ours is named after its content, in as many bytes.
  private static byte[] settled(byte[] pdf) {
    String text = new String(pdf, StandardCharsets.ISO_8859_1);
    text = DATE.matcher(text).replaceAll("<xmp:MetadataDate>1970-01-01T00:00:00Z<");
    Matcher id = ID.matcher(text);
    if (!id.find()) {
      return text.getBytes(StandardCharsets.ISO_8859_1);
    }
    String blank =
        text.substring(0, id.start(1))
            + "0".repeat(32)
            + "> <"
            + "0".repeat(32)
            + text.substring(id.end(2));
    String name = HexFormat.of().withUpperCase().formatHex(digest(blank), 0, 16);
    return blank
        .replace("<" + "0".repeat(32) + ">", "<" + name + ">")
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] digest(String text) {
    return Sha256.of(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /// Gives nothing to whoever asks.
  private static final class Nothing implements ResourceResolver {
    @Override
    public Resource getResource(URI uri) throws IOException {
      throw new IOException("a letter loads nothing");
    }

    @Override
    public OutputStream getOutputStream(URI uri) throws IOException {
      throw new IOException("a letter writes nothing else");
    }
  }
}
