// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.maxmind.db.Reader;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ListsTest {
  @TempDir Path folder;

  @Test
  void subdomainsAreMeantAndLookalikesAreNot() throws IOException {
    Lists lists = Door.lists(folder);
    assertThat(lists.disposable("throwaway.example")).isTrue();
    assertThat(lists.disposable("a.b.throwaway.example")).isTrue();
    assertThat(lists.disposable("notthrowaway.example")).isFalse();
    assertThat(lists.disposable("throwaway.example.org")).isFalse();
  }

  @Test
  void rangesNetworksAndDatabasesAgreeOnAnAddress() throws IOException {
    Lists lists = Door.lists(folder);
    assertThat(facts(lists, "198.51.100.7")).isEqualTo(new AddressFacts(0, true, false));
    assertThat(facts(lists, "2001:db8:bad::1")).isEqualTo(new AddressFacts(0, true, false));
    assertThat(facts(lists, "192.0.2.129")).isEqualTo(new AddressFacts(0, false, true));
    assertThat(facts(lists, "192.0.2.1")).isEqualTo(AddressFacts.NONE);
    assertThat(facts(lists, "198.18.3.4")).isEqualTo(new AddressFacts(64496, true, false));
    assertThat(facts(lists, "203.0.113.9")).isEqualTo(new AddressFacts(64500, false, false));
  }

  @Test
  void brokenLinesAreSetAsideWithTheirPlaceAndRule() throws IOException {
    ListFile file =
        Door.file(
            folder,
            ListKind.HOSTING_RANGES,
            "# ours\n192.0.2.0/24\n\n192.0.2.0/99\n0.0.0.0/0\n"
                + "x".repeat(100_000)
                + "\n2001:db8::/32");
    var lists = new Lists(List.of(file));

    ListReport report = lists.reload().getFirst();

    assertThat(report.taken()).isTrue();
    assertThat(report.entries()).isEqualTo(2);
    assertThat(report.setAside()).isEqualTo(3);
    assertThat(report.examples())
        .extracting(ListReport.SetAside::toString)
        .containsExactly(
            "line 4: not an address range such as 192.0.2.0/24 or 2001:db8::/32, no wider than /4",
            "line 5: not an address range such as 192.0.2.0/24 or 2001:db8::/32, no wider than /4",
            "line 6: not an address range such as 192.0.2.0/24 or 2001:db8::/32, no wider than /4");
    assertThat(facts(lists, "192.0.2.200").hosting()).isTrue();
  }

  @Test
  void aBrokenNewFileKeepsTheOldAndSaysSo() throws IOException {
    ListFile file = Door.file(folder, ListKind.DISPOSABLE_MAIL, "throwaway.example");
    var lists = new Lists(List.of(file));
    lists.reload();

    Files.writeString(file.path(), "<html>not found</html>\n".repeat(40));
    ListReport html = lists.reload().getFirst();
    Files.write(file.path(), new byte[] {'a', '.', 'b', '\n', (byte) 0xff});
    ListReport binary = lists.reload().getFirst();
    Files.delete(file.path());
    ListReport gone = lists.reload().getFirst();

    assertThat(html.taken()).isFalse();
    assertThat(html.why()).contains("it has no entry");
    assertThat(binary.why()).isEqualTo("it is not in UTF-8; save it in UTF-8");
    assertThat(gone.why()).isEqualTo("it cannot be read: NoSuchFileException");
    assertThat(lists.disposable("throwaway.example")).isTrue();

    Files.writeString(file.path(), "other.example");
    assertThat(lists.reload().getFirst().taken()).isTrue();
    assertThat(lists.disposable("throwaway.example")).isFalse();
    assertThat(lists.disposable("other.example")).isTrue();
  }

  @Test
  void aFileThatIsMostlySomethingElseIsNotTaken() throws IOException {
    String half = "good.example\nnot a domain\n".repeat(20);
    var lists = new Lists(List.of(Door.file(folder, ListKind.FREE_MAIL, half)));
    ListReport report = lists.reload().getFirst();
    assertThat(report.taken()).isFalse();
    assertThat(report.why()).startsWith("20 of its lines are not entries, such as line 2");
  }

  @ParameterizedTest
  @EnumSource(ListKind.class)
  void anEmptyFileIsNotTaken(ListKind kind) throws IOException {
    var lists = new Lists(List.of(Door.file(folder, kind, "")));
    assertThat(lists.reload().getFirst().taken()).isFalse();
  }

  @Test
  void aDatabaseCutAnywhereOrGarbledKeepsTheOld() throws IOException {
    byte[] whole =
        new Mmdb()
            .network("203.0.113.0", 24, Mmdb.map("autonomous_system_number", Mmdb.uint32(64500)))
            .bytes();
    var file = new ListFile(ListKind.DATABASE, folder.resolve("networks.mmdb"));
    Files.write(file.path(), whole);
    var lists = new Lists(List.of(file));
    assertThat(lists.reload().getFirst().entries()).isEqualTo(1);

    for (int length = 0; length < whole.length; length += 7) {
      Files.write(file.path(), Arrays.copyOf(whole, length));
      assertThat(lists.reload().getFirst().taken()).as("cut to %d bytes", length).isFalse();
    }
    Files.write(
        file.path(),
        new Mmdb()
            .network("203.0.113.0", 24, Mmdb.map("autonomous_system_number", Mmdb.poison()))
            .bytes());
    ListReport garbled = lists.reload().getFirst();

    assertThat(garbled.why())
        .isEqualTo("it is no whole database in MaxMind's format; fetch it again");
    assertThat(facts(lists, "203.0.113.9").asn()).isEqualTo(64500);
  }

  /// The country's value is a trap: reading it fails. Screening does not step into it.
  @Test
  void theCountryOfADatabaseIsNeverRead() throws IOException {
    byte[] record =
        Mmdb.map(
            "country", Mmdb.map("iso_code", Mmdb.poison(), "names", Mmdb.poison()),
            "registered_country", Mmdb.poison(),
            "location", Mmdb.map("time_zone", Mmdb.poison()),
            "autonomous_system_number", Mmdb.uint32(64500),
            "is_hosting_provider", Mmdb.yes());
    var file = new ListFile(ListKind.DATABASE, folder.resolve("city.mmdb"));
    Files.write(file.path(), new Mmdb().network("203.0.113.0", 24, record).bytes());
    var lists = new Lists(List.of(file));

    assertThat(lists.reload().getFirst().taken()).isTrue();
    assertThat(facts(lists, "203.0.113.9")).isEqualTo(new AddressFacts(64500, true, false));
    try (var reader = new Reader(file.path().toFile())) {
      assertThatThrownBy(() -> reader.get(InetAddress.ofLiteral("203.0.113.9"), Map.class))
          .as("the trap itself")
          .isInstanceOf(Exception.class);
    }
  }

  private static AddressFacts facts(Lists lists, String address) {
    return lists.facts(Address.single(address).orElseThrow());
  }
}
