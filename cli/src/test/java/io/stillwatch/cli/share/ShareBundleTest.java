// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.share;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.cli.Main;
import io.stillwatch.cli.kit.Exit;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ShareBundleTest {
  @TempDir private Path folder = Path.of("");

  @BeforeEach
  void aScanThatFoundOneCampaign() throws IOException {
    String campaigns =
        """
        {"campaign_id":"sw-1","verdict":"campaign","first_seen":"2026-05-02T00:00:00.000Z","last_seen":"2026-06-10T00:00:00.000Z","detected_at":"2026-05-04T00:00:00.000Z","exchanges":3600,"input_tokens":5,"output_tokens":7,"list_price_usd":128.4,"unpriced_models":[],"log10_e_control":17.3,"threshold_log10_e":5.3,"techniques":["AML.T0040"],"overturn":["a contract"],"members":[{"account_id":"acct_1","log10_e":4},{"account_id":"acct_2","log10_e":3}]}
        {"campaign_id":"sw-2","verdict":"watch","first_seen":"2026-05-02T00:00:00.000Z","last_seen":"2026-06-10T00:00:00.000Z","detected_at":"2026-05-04T00:00:00.000Z","members":[]}
        """;
    String withdrawn = "account_id\n";
    Path found = Files.createDirectories(folder.resolve("found"));
    Files.writeString(found.resolve("campaigns.jsonl"), campaigns);
    Files.writeString(found.resolve("withdrawn.csv"), withdrawn);
    Files.writeString(
        found.resolve("scan.json"),
        """
        {"window":{"from":"2026-05-02T00:00:00.000Z","until":"2026-06-10T00:00:00.000Z"},
         "outputs":[{"file":"campaigns.jsonl","sha256":"%s"},{"file":"withdrawn.csv","sha256":"%s"}]}
        """
            .formatted(sha256(campaigns), sha256(withdrawn)));
    Files.writeString(folder.resolve("ids.key"), "a secret of sixteen bytes and more");
    tokens("acct_1,email,voprf-p256:2026-06:" + "0a".repeat(32));
  }

  private void tokens(String rows) throws IOException {
    Files.writeString(folder.resolve("tokens.csv"), "account_id,kind,token\n" + rows + "\n");
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private int run(StringWriter said, String campaign) {
    return Main.run(
        said,
        "share",
        "bundle",
        folder.resolve("found").toString(),
        "--campaign=" + campaign,
        "--tokens=" + folder.resolve("tokens.csv"),
        "--name=Acme Models",
        "--appeal=mailto:appeals@acme.example",
        "--id-key=" + folder.resolve("ids.key"),
        "--told=2026-05-05T00:00:00Z",
        "--out=" + folder.resolve("bundle.json"));
  }

  @Test
  void aCampaignBecomesABundleInTokens() throws IOException {
    var said = new StringWriter();
    assertThat(run(said, "sw-1")).as(said.toString()).isZero();
    String json = Files.readString(folder.resolve("bundle.json"));
    JsonNode bundle = new JsonMapper().readTree(json);
    assertThat(bundle.path("objects").size()).isGreaterThan(15);
    assertThat(json)
        .contains(
            "TLP:AMBER+STRICT", "128400000", "0a0a0a0a", "a contract", "2026-05-05T00:00:00.000Z")
        .doesNotContain("acct_");
  }

  @Test
  void whatAccusesNobodyIsNotWritten() {
    var said = new StringWriter();
    assertThat(run(said, "sw-2")).isEqualTo(Exit.UNUSABLE.code());
    assertThat(said.toString()).contains("only a campaign is told");
    assertThat(folder.resolve("bundle.json")).doesNotExist();
  }

  @Test
  void anIdentifierInPlaceOfATokenIsRefused() throws IOException {
    tokens("acct_1,email,someone@example.net");
    var said = new StringWriter();
    assertThat(run(said, "sw-1")).isEqualTo(Exit.UNUSABLE.code());
    assertThat(said.toString()).contains("identifiers never leave").doesNotContain("someone");
  }

  @Test
  void aCampaignThatIsNotThereIsNamed() {
    var said = new StringWriter();
    assertThat(run(said, "sw-9")).isEqualTo(Exit.USAGE.code());
    assertThat(said.toString()).contains("sw-9");
  }
}
