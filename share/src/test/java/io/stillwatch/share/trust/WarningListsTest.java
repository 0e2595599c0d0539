// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.stillwatch.share.stix.TokenKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WarningListsTest {
  @TempDir private Path folder = Path.of("");

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  @Test
  void listsOfMispAndPlainOnesVeto() throws IOException {
    Path misp =
        file(
            "cloud.json",
            "{\"name\":\"a cloud\",\"type\":\"cidr\",\"list\":[\"203.0.113.0/24\",\"2001:db8::/32\"]}");
    Path plain = file("mail.txt", "# shared\nexample.org\n198.51.100.7\n");
    WarningLists lists = WarningLists.of(List.of(misp, plain));
    assertThat(lists.size()).isEqualTo(4);
    assertThat(lists.veto(TokenKind.ADDRESS, "203.0.113.9")).contains("a cloud");
    assertThat(lists.veto(TokenKind.BLOCK, "203.0.113.0/24")).contains("a cloud");
    assertThat(lists.veto(TokenKind.BLOCK6, "2001:db8:1::/64")).contains("a cloud");
    assertThat(lists.veto(TokenKind.ADDRESS, "198.51.100.7")).contains("mail.txt");
    assertThat(lists.veto(TokenKind.ADDRESS, "198.51.100.8")).isEmpty();
    assertThat(lists.veto(TokenKind.EMAIL, "Someone@Example.org")).contains("mail.txt");
    assertThat(lists.veto(TokenKind.ADDRESS, "no address")).isEmpty();
  }

  @Test
  void aFileThatIsNoListIsNamed() throws IOException {
    Path broken = file("broken.json", "{\"name\":");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WarningLists.of(List.of(broken)))
        .withMessageContaining("broken.json");
    Path other = file("other.json", "{\"name\":\"x\"}");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WarningLists.of(List.of(other)))
        .withMessageContaining("MISP");
  }
}
