// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.marks.keys;

import io.stillwatch.marks.Key;
import io.stillwatch.model.crypto.MerkleTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A folder of lines that only grows: which keys there are, the daily roots over them, who may
/// approve, who approved what, and which runs there were. It holds no secret; the master key lies
/// elsewhere.
///
/// A root proves age to those who have seen it: send it somewhere the operator cannot rewrite.
public final class KeyFolder {
  /// So long an approval stands.
  public static final Duration STANDS = Duration.ofDays(7);

  /// So many people have to approve a run.
  public static final int PEOPLE = 2;

  private final Path folder;
  private final InstantSource clock;

  /// @param folder is made when it is not there
  public KeyFolder(Path folder, InstantSource clock) throws IOException {
    this.folder = Files.createDirectories(folder);
    this.clock = clock;
  }

  /// Commits to a key. A key that is there already stays as it is.
  ///
  /// @param words how many words the profile asks for
  public synchronized Commitment register(MasterKey master, KeyScope scope, int words)
      throws IOException {
    Commitment fresh = Commitment.to(scope, master.derive(scope, words), blind(master, scope));
    for (Commitment old : commitments()) {
      if (old.scope().equals(scope)) {
        return required(old, fresh);
      }
    }
    append("keys", scope + " " + fresh.hash());
    return fresh;
  }

  /// The newest epoch of a scope that was registered, whatever epoch is asked for; 0 for none.
  public int newestEpoch(KeyScope scope) throws IOException {
    return commitments().stream()
        .map(Commitment::scope)
        .filter(
            s -> new KeyScope(s.profile(), s.tenant(), s.campaign(), scope.epoch()).equals(scope))
        .mapToInt(KeyScope::epoch)
        .max()
        .orElse(0);
  }

  /// All keys, in the order of the tree.
  public List<Commitment> commitments() throws IOException {
    return lines("keys").stream()
        .map(line -> new Commitment(KeyScope.parse(part(line, 0)), part(line, 1)))
        .toList();
  }

  /// The root over all keys, with the day in universal time. Once a day suffices.
  public synchronized String commit() throws IOException {
    List<String> leaves = leaves();
    String root = MerkleTree.root(leaves);
    append("roots", today() + " " + leaves.size() + " " + root);
    return root;
  }

  /// The proof that a key is under the first root that covers it.
  ///
  /// @param master with it the proof is opened; without, the key stays secret
  public KeyProof prove(KeyScope scope, java.util.Optional<MasterKey> master, int words)
      throws IOException {
    List<Commitment> all = commitments();
    int index =
        IntStream.range(0, all.size())
            .filter(i -> all.get(i).scope().equals(scope))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no key " + scope + " is registered"));
    for (String line : lines("roots")) {
      int size = Integer.parseInt(part(line, 1));
      if (size > index) {
        List<String> path = MerkleTree.path(leaves().subList(0, size), index);
        List<String> opening = master.map(m -> opening(m, scope, words)).orElseGet(List::of);
        return new KeyProof(
            all.get(index), index, size, path, part(line, 2), part(line, 0), opening);
      }
    }
    throw new IllegalStateException("no root covers " + scope + " yet; commit first");
  }

  /// Adds a person who may approve.
  ///
  /// @return the person's secret, which is kept nowhere
  public synchronized String addPerson(String name) throws IOException {
    new KeyScope("person", name, KeyScope.NONE, 1);
    if (people().containsKey(name)) {
      throw new IllegalArgumentException(name + " is there already");
    }
    Approval.Pair pair = Approval.pair();
    append("people", name + " " + pair.open());
    return pair.secret();
  }

  /// Records a person's approval of a run.
  ///
  /// @param plan the run's digest
  public synchronized void approve(String plan, String person, String secret) throws IOException {
    String open = people().get(person);
    Approval approval = Approval.sign(plan, person, clock.instant(), secret);
    if (open == null || !approval.holds(open)) {
      throw new IllegalArgumentException("this is not the secret of an approver");
    }
    append("approvals", plan + " " + person + " " + approval.at() + " " + approval.signature());
  }

  /// Notes that a run begins, if enough people approved it not long ago.
  ///
  /// @throws IllegalStateException if not; says how many did
  public synchronized void begin(String plan) throws IOException {
    Set<String> who = approvers(plan);
    if (who.size() < PEOPLE) {
      throw new IllegalStateException(
          "run %s has %d of %d approvals of the last %d days; ask for: stillwatch mark keys approve"
              .formatted(plan, who.size(), PEOPLE, STANDS.toDays()));
    }
    append("runs", plan + " " + clock.instant() + " " + String.join(",", who));
  }

  private Set<String> approvers(String plan) throws IOException {
    Map<String, String> people = people();
    var since = clock.instant().minus(STANDS);
    Set<String> who = new TreeSet<>();
    for (String line : lines("approvals")) {
      var approval =
          new Approval(
              part(line, 0), part(line, 1), java.time.Instant.parse(part(line, 2)), part(line, 3));
      String open = people.get(approval.person());
      if (approval.plan().equals(plan)
          && approval.at().isAfter(since)
          && open != null
          && approval.holds(open)) {
        who.add(approval.person());
      }
    }
    return who;
  }

  private Map<String, String> people() throws IOException {
    return lines("people").stream()
        .collect(
            Collectors.toMap(
                line -> part(line, 0), line -> part(line, 1), (first, _) -> first, TreeMap::new));
  }

  private static Commitment required(Commitment old, Commitment fresh) {
    if (!old.equals(fresh)) {
      throw new IllegalStateException(
          old.scope() + " was registered under another master key; take the one it was made with");
    }
    return old;
  }

  private static List<String> opening(MasterKey master, KeyScope scope, int words) {
    List<String> opening = new ArrayList<>();
    opening.add(blind(master, scope));
    Key key = master.derive(scope, words);
    key.words().forEach(word -> opening.add(HexFormat.of().toHexDigits(word)));
    return opening;
  }

  private static String blind(MasterKey master, KeyScope scope) {
    return HexFormat.of().formatHex(master.blind(scope));
  }

  private List<String> leaves() throws IOException {
    return commitments().stream().map(Commitment::leaf).toList();
  }

  private LocalDate today() {
    return clock.instant().atZone(ZoneOffset.UTC).toLocalDate();
  }

  private List<String> lines(String name) throws IOException {
    Path file = folder.resolve(name);
    return Files.exists(file) ? Files.readAllLines(file) : List.of();
  }

  private void append(String name, String line) throws IOException {
    Files.writeString(
        folder.resolve(name),
        line + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND,
        StandardOpenOption.SYNC);
  }

  private static String part(String line, int i) {
    String[] parts = line.split(" ", -1);
    if (parts.length <= i) {
      throw new IllegalStateException("a line of the key folder is damaged: " + line);
    }
    return parts[i];
  }
}
