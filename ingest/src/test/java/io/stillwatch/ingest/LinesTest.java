// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.model.Exchange;
import io.stillwatch.model.Signup;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinesTest {
  private static final Place HERE = new Place(Path.of("exchanges"), 3, 77);

  /// Notes what it is given, a word each.
  private static List<String> read(String... lines) {
    var given = new ArrayList<String>();
    var sink =
        new Sink() {
          @Override
          public void exchange(Exchange exchange, Place place) {
            given.add("exchange " + exchange.id() + " " + place);
          }

          @Override
          public void signup(Signup signup, Place place) {
            given.add("signup " + signup.account() + " " + place);
          }

          @Override
          public void reject(Rejected rejected) {
            given.add("rejected " + rejected.rule() + " " + rejected.place());
          }
        };
    var reader = new Lines(Format.STILLWATCH);
    for (String line : lines) {
      reader.read(line.getBytes(UTF_8), HERE, sink);
    }
    return given;
  }

  @Test
  void aLineIsReadAsInAFile() {
    assertThat(
            read(
                "{\"ts\":1772400000000,\"request_id\":\"r-1\",\"account_id\":\"a-1\",\"messages\":[]}",
                "{\"account_id\":\"a-1\",\"created_at\":1772400000000}"))
        .containsExactly("exchange r-1 exchanges:3", "signup a-1 exchanges:3");
  }

  @Test
  void aBrokenLineIsRejectedAndTheNextOneIsNot() {
    assertThat(read("{\"ts\":", "{\"account_id\":\"a-1\",\"created_at\":1772400000000}"))
        .containsExactly("rejected syntax exchanges:3", "signup a-1 exchanges:3");
  }
}
