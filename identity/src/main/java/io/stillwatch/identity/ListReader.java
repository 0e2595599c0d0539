// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import inet.ipaddr.IPAddress;
import inet.ipaddr.format.util.DualIPv4v6Tries;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads one list of lines. Empty lines and what follows `#` are passed over; a line that breaks
/// the rule is set aside with its place. A file of which more than a tenth is set aside, or that
/// holds no entry, is some other file and not taken.
final class ListReader {
  private static final long LARGEST = 64L << 20;
  private static final int LONGEST_LINE = 1_000;
  private static final int EXAMPLES = 20;
  private static final int TENTH = 10;
  private static final int WIDEST = 4;
  private static final Pattern NETWORK = Pattern.compile("(?i)AS(\\d{1,10})\\s+(hosting|proxy)");

  private final ListFile file;
  private final List<ListReport.SetAside> examples = new ArrayList<>();
  private long entries;
  private long setAside;

  ListReader(ListFile file) {
    this.file = file;
  }

  /// @throws IOException when the file cannot be taken; the message says why
  ListPart read() throws IOException {
    Path path = file.path();
    return switch (file.kind()) {
      case DISPOSABLE_MAIL, FREE_MAIL -> domains(path);
      case HOSTING_RANGES, PROXY_RANGES -> ranges(path);
      case NETWORK_CLASSES -> networks(path);
      case DATABASE -> {
        var database = new DatabaseReader(path);
        entries = database.records();
        yield database.part();
      }
    };
  }

  ListReport report() {
    return new ListReport(file, true, entries, setAside, examples, "");
  }

  private ListPart domains(Path path) throws IOException {
    var domains = new HashSet<String>();
    lines(path, "a mail domain such as example.org", line -> addDomain(domains, line));
    return new ListPart.DomainSet(domains);
  }

  private static boolean addDomain(Set<String> domains, String line) {
    String bare = line.startsWith("*.") ? line.substring(2) : line;
    Optional<String> domain = Domains.normal(bare.startsWith("@") ? bare.substring(1) : bare);
    domain.ifPresent(domains::add);
    return domain.isPresent();
  }

  private ListPart ranges(Path path) throws IOException {
    var trie = new DualIPv4v6Tries();
    String rule =
        "an address range such as 192.0.2.0/24 or 2001:db8::/32, no wider than /" + WIDEST;
    lines(path, rule, line -> addRange(trie, line));
    return new ListPart.Ranges(trie);
  }

  private static boolean addRange(DualIPv4v6Tries trie, String line) {
    Optional<IPAddress> range = Address.range(line).filter(ListReader::narrow);
    range.ifPresent(trie::add);
    return range.isPresent();
  }

  private static boolean narrow(IPAddress range) {
    return !range.isPrefixed() || range.getNetworkPrefixLength() >= WIDEST;
  }

  private ListPart networks(Path path) throws IOException {
    Map<Long, AddressFacts> classes = new HashMap<>();
    String rule = "a network and its class: AS64496 hosting, or AS64496 proxy";
    lines(path, rule, line -> addNetwork(classes, line));
    return new ListPart.Networks(classes);
  }

  private static boolean addNetwork(Map<Long, AddressFacts> classes, String line) {
    Matcher words = NETWORK.matcher(line);
    if (!words.matches()) {
      return false;
    }
    long asn = Long.parseLong(words.group(1));
    boolean hosting = words.group(2).toLowerCase(Locale.ROOT).equals("hosting");
    classes.merge(asn, new AddressFacts(asn, hosting, !hosting), AddressFacts::and);
    return true;
  }

  private void lines(Path path, String rule, Predicate<String> takes) throws IOException {
    if (Files.size(path) > LARGEST) {
      throw new BadList("it has over 64 MiB; split it into several lists");
    }
    var decoder = UTF_8.newDecoder(); // strict: throws at what is not UTF-8
    try (var in = new BufferedReader(new InputStreamReader(Files.newInputStream(path), decoder))) {
      long number = 0;
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        take(++number, line.replaceFirst("#.*", "").strip(), rule, takes);
      }
    } catch (CharacterCodingException e) {
      throw new BadList("it is not in UTF-8; save it in UTF-8");
    }
    judge(rule);
  }

  private void take(long number, String line, String rule, Predicate<String> takes) {
    if (line.isEmpty()) {
      return;
    }
    if (line.length() <= LONGEST_LINE && takes.test(line)) {
      entries++;
      return;
    }
    setAside++;
    if (examples.size() < EXAMPLES) {
      examples.add(new ListReport.SetAside(number, "not " + rule));
    }
  }

  private void judge(String rule) throws BadList {
    if (entries == 0) {
      throw new BadList("it has no entry; each line is " + rule);
    }
    if (setAside > TENTH && setAside > entries / TENTH) {
      throw new BadList(
          setAside + " of its lines are not entries, such as " + examples.getFirst() + "; mend it");
    }
  }
}
