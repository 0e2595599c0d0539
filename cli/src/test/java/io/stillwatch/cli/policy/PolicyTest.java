// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.cli.Typed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

class PolicyTest {
  @TempDir private Path folder = Path.of("");
  private Path policy = Path.of("");

  @BeforeEach
  void thePolicyIsTheStandardOne() throws IOException {
    policy = folder.resolve("policy.toml");
    Files.writeString(policy, Typed.really("policy show").out());
  }

  private static Typed typed(String form, Object... values) {
    return Typed.really(form.formatted(values));
  }

  private void change(String from, String to) throws IOException {
    String text = Files.readString(policy);
    assertThat(text).contains(from);
    Files.writeString(policy, text.replace(from, to));
  }

  /// The results of a scan that ended at midnight of a day of March 2026.
  private Path scan(String name, int day, String withdrawn, String... groups) throws IOException {
    Path found = Files.createDirectory(folder.resolve(name));
    String campaigns = Stream.of(groups).map(group -> group + "\n").collect(Collectors.joining());
    String rows = "account_id,campaign_id,named_at,withdrawn_at\n" + withdrawn;
    Files.writeString(found.resolve("campaigns.jsonl"), campaigns);
    Files.writeString(found.resolve("withdrawn.csv"), rows);
    Files.writeString(
        found.resolve("scan.json"),
        """
        {"window":{"from":"2026-03-01T00:00:00.000Z","until":"2026-03-%02dT00:00:00.000Z"},
         "outputs":[{"file":"campaigns.jsonl","sha256":"%s"},{"file":"withdrawn.csv","sha256":"%s"}]}
        """
            .formatted(day, sha256(campaigns), sha256(rows)));
    return found;
  }

  private static String group(String id, String verdict, String... accounts) {
    String members =
        Stream.of(accounts)
            .map(
                account ->
                    """
                    {"account_id":"%s","log10_e":7.5,"share_harvest":0.9,"exchanges":10,"input_tokens":5,"output_tokens":9}"""
                        .formatted(account))
            .collect(Collectors.joining(","));
    return """
    {"campaign_id":"%s","verdict":"%s","first_seen":"2026-03-01T00:00:00.000Z","last_seen":"2026-03-09T00:00:00.000Z",\
    "exchanges":30,"input_tokens":5,"output_tokens":9,"log10_e_control":17.0,"log10_e_extraction":9.0,\
    "threshold_log10_e":5.0,"detected_at":"2026-03-02T00:00:00.000Z","share_harvest":0.9,"examined":3,\
    "evidence":[{"family":"E3"}],"members":[%s]}"""
        .formatted(id, verdict, members);
  }

  private static String sha256(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void whatShowPrintsCanBeUsed() {
    Typed typed = typed("policy check %s", policy);

    assertThat(typed.exit()).isZero();
    assertThat(typed.out()).isEqualToNormalizingNewlines(policy + " can be used.\n");
  }

  @Test
  void checkSaysEverythingThatIsWrongWithItsLine() throws IOException {
    change("mode = \"live\"", "mode = \"life\"");
    change("account.share_harvest >= 0.5", "account.share_harvst >= 0.5");

    Typed typed = typed("policy check %s", policy);

    assertThat(typed.exit()).isEqualTo(3);
    assertThat(typed.out()).isEmpty();
    assertThat(typed.err())
        .contains("rule watch-named: mode is life; did you mean live?")
        .contains("knows no account.share_harvst; did you mean account.share_harvest?")
        .containsPattern("stillwatch: \\S+policy.toml, line \\d+: rule narrow-strong: when ");
  }

  @Test
  void aDryRunSaysWhoWouldGetWhatByWhichRule() throws IOException {
    Path found = scan("found", 9, "", group("c-1", "campaign", "a", "b", "c"));

    Typed typed = typed("policy test %s %s", policy, found);

    assertThat(typed.exit()).isZero();
    assertThat(typed.err()).isEmpty();
    assertThat(typed.out())
        .contains("1 scan, then 7 days on; from 2026-03-09T00:00:00Z to 2026-03-16T00:00:00Z.")
        .containsPattern("watch +live +3 +3\\R")
        .containsPattern("narrow +shadow +3 +3\\R")
        .containsPattern("a +c-1 +watch +live +watch-named")
        .containsPattern("a +c-1 +narrow +shadow +narrow-strong")
        .contains("What is shadow reaches no enforcer.")
        .doesNotContain("INNOCENT");
    assertThat(typed.out().lines()).allSatisfy(line -> assertThat(line.length()).isLessThan(100));
  }

  @Test
  void watchedGroupsGetNothingAndIntermediariesAreAsked() throws IOException {
    Path found =
        scan(
            "found",
            9,
            "",
            group("c-1", "watch", "a", "b", "c"),
            group("c-2", "undeclared-intermediary", "d", "e", "f"));

    JsonNode told = json(typed("policy test %s %s --json --days 30", policy, found));

    assertThat(told.path("accounts"))
        .hasSize(3)
        .allSatisfy(one -> assertThat(one.path("remedy").asString()).isEqualTo("verify"))
        .allSatisfy(one -> assertThat(one.path("mode").asString()).isEqualTo("shadow"))
        .allSatisfy(one -> assertThat(one.path("hostile").isNull()).isTrue());
    assertThat(told.path("rungs")).hasSize(1);
  }

  @Test
  void innocentsAreCountedWhereTheTruthIsKnown() throws IOException {
    Path found = scan("found", 9, "", group("c-1", "campaign", "a", "b", "c"));
    Files.writeString(
        Files.createDirectory(folder.resolve("labels")).resolve("accounts.csv"),
        "account_id,community,hostile,campaign_id,principal\na,x,true,c,p\nb,x,true,c,p\nc,y,false,,q\n");

    String line = "policy test %s %s --labels %s/labels".formatted(policy, found, folder);

    assertThat(typed(line).out()).contains("INNOCENT").containsPattern("watch +live +3 +3 +1\\R");
    assertThat(json(typed(line + " --json")).path("rungs").path(0).path("innocent").asInt())
        .isEqualTo(1);
  }

  @Test
  void whatALaterScanWithdrawsIsUndone() throws IOException {
    Path first = scan("first", 5, "", group("c-1", "campaign", "a", "b", "c", "d"));
    Path second = scan("second", 9, "d,c-1,x,y\n", group("c-1", "campaign", "a", "b", "c"));

    JsonNode told = json(typed("policy test %s %s %s --json --days 0", policy, second, first));

    assertThat(told.path("undone").asInt()).isEqualTo(2);
    assertThat(told.path("accounts").findValuesAsString("account_id"))
        .contains("a")
        .doesNotContain("d");
  }

  @Test
  void tiersAndFactsAreHeeded() throws IOException {
    Path found = scan("found", 9, "", group("c-1", "campaign", "a", "b", "c"));
    Path accounts = folder.resolve("accounts.csv");
    Files.writeString(
        accounts, "account_id,tier,programme\na,contracted,\nb,paid,research\nc,paid,\n");

    JsonNode told = json(typed("policy test %s %s --json --accounts %s", policy, found, accounts));

    assertThat(
            told.path("accounts")
                .valueStream()
                .filter(one -> one.path("mode").asString().equals("shadow"))
                .map(
                    one -> one.path("account_id").asString() + " " + one.path("remedy").asString()))
        .containsExactlyInAnyOrder("a watch", "b verify", "c narrow");
  }

  @Test
  void suspensionsWaitForPeople() throws IOException {
    change("mode = \"draft\"", "mode = \"live\"");
    Path found = scan("found", 9, "", group("c-1", "campaign", "a", "b", "c"));

    Typed typed = typed("policy test %s %s --days 30", policy, found);

    assertThat(typed.out())
        .contains("Waits for 2 people: suspend for 3 accounts of c-1.")
        .doesNotContainPattern("suspend +live");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          policy test {}/none.toml {}/found                       | stillwatch policy show prints
          policy check {}/none.toml                               | is no file
          policy test {}/policy.toml {}/gone                      | is not a folder
          policy test {}/policy.toml {}                           | scan.json does not exist
          policy test {}/policy.toml {}/found --accounts {}/x.csv | x.csv does not exist
          policy test {}/policy.toml {}/found --labels {}         | accounts.csv does not exist
          policy test {}/policy.toml {}/torn                      | does not belong to the scan.json
          """)
  void whatCannotBeReadIsNamedInOneLine(String line, String says) throws IOException {
    scan("found", 9, "", group("c-1", "campaign", "a", "b", "c"));
    Path torn = scan("torn", 9, "", group("c-1", "campaign", "a", "b", "c"));
    Files.writeString(torn.resolve("campaigns.jsonl"), group("c-1", "campaign", "x") + "\n");

    Typed typed = typed(line.replace("{}", folder.toString()));

    assertThat(typed.exit()).isEqualTo(3);
    assertThat(typed.err()).contains(says).hasLineCount(1);
  }

  @Test
  void aWrongTierOrPolicyIsNamed() throws IOException {
    Path found = scan("found", 9, "", group("c-1", "campaign", "a", "b", "c"));
    Path accounts = folder.resolve("accounts.csv");
    Files.writeString(accounts, "account_id,tier\na,gold\n");

    assertThat(typed("policy test %s %s --accounts %s", policy, found, accounts).err())
        .contains("account a: the policy has no tier gold");
    Files.writeString(accounts, "account,tier\na,gold\n");
    assertThat(typed("policy test %s %s --accounts %s", policy, found, accounts).err())
        .contains("has no column account_id");
    change("stay = ", "stray = ");
    assertThat(typed("policy test %s %s", policy, found).err())
        .contains("line", "and 1 more, see stillwatch policy check")
        .hasLineCount(1);
  }

  private static JsonNode json(Typed typed) {
    assertThat(typed.exit()).as(typed.err()).isZero();
    return new ObjectMapper().readTree(typed.out());
  }
}
