// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.dossier.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.stillwatch.model.Campaign;
import io.stillwatch.model.Counts;
import io.stillwatch.model.Evidence;
import io.stillwatch.model.Family;
import io.stillwatch.model.Member;
import io.stillwatch.model.Verdict;
import io.stillwatch.model.Window;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ExportTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Window WINDOW = new Window(1_000_000, 90_000_000);

  private static Campaign campaign(String id, Verdict verdict) {
    var member = new Member("acct-1", 3.5, 0.9, new Counts(5, 50, 60), List.of("it passed things"));
    var evidence =
        new Evidence(Family.E1, "conversations", 41, 0.01, 16.9, WINDOW, "41 passed", "Poisson", 9);
    return new Campaign(
        id,
        verdict,
        List.of(member),
        7,
        WINDOW,
        new Counts(5, 50, 60),
        17.34,
        9.2,
        5.31,
        80_000_000,
        0.873,
        List.of(evidence),
        List.of(),
        List.of("AML.T0024.002"),
        List.of("a contract"),
        List.of(),
        List.of());
  }

  private static final List<Campaign> FOUND =
      List.of(
          campaign("sw-1", Verdict.CAMPAIGN),
          campaign("sw-2", Verdict.UNDECLARED_INTERMEDIARY),
          campaign("sw-3", Verdict.WATCH));

  private static JsonSchema schema(String definition) throws IOException {
    String text = Files.readString(Path.of("../docs/formats/dossier.schema.json"));
    String id = "https://stillwatch.io/schemas/dossier/1/dossier.schema.json";
    return JsonSchemaFactory.getInstance(
            SpecVersion.VersionFlag.V202012,
            builder -> builder.schemaLoaders(loaders -> loaders.schemas(Map.of(id, text))))
        .getSchema("{\"$ref\":\"" + id + "#/$defs/" + definition + "\"}");
  }

  private static List<JsonNode> lines(Export form) throws IOException {
    JsonSchema schema = schema(form.word());
    List<String> lines = form.text(FOUND, "0.1.0").lines().toList();
    for (String line : lines) {
      assertThat(schema.validate(line, InputFormat.JSON)).as(line).isEmpty();
    }
    return lines.stream().map(JSON::readTree).toList();
  }

  @Test
  void ocsfHasADetectionForEachGroupAndAnIncidentForACampaign() throws IOException {
    List<JsonNode> lines = lines(Export.OCSF);
    assertThat(lines.stream().map(l -> l.path("class_uid").asInt()))
        .containsExactly(2004, 2005, 2004, 2004);
    assertThat(lines.get(0).path("resources").path(0).path("uid").asString()).isEqualTo("acct-1");
    assertThat(lines.get(0).path("finding_info").path("uid").asString()).isEqualTo("sw-1");
    assertThat(lines.get(1).path("finding_info_list").path(0).path("uid").asString())
        .isEqualTo("sw-1");
  }

  @Test
  void onlyACampaignListsAccountsAndRaisesAnAlert() throws IOException {
    List<JsonNode> ocsf = lines(Export.OCSF);
    assertThat(ocsf.get(2).path("resources")).isEmpty();
    assertThat(ocsf.get(3).path("is_alert").asBoolean()).isFalse();
    List<JsonNode> ecs = lines(Export.ECS);
    assertThat(ecs.stream().map(l -> l.path("event").path("kind").asString()))
        .containsExactly("alert", "event", "event");
    assertThat(ecs.get(1).path("related").path("user")).isEmpty();
    assertThat(ecs.get(0).path("stillwatch").path("log10_e_control").asDouble()).isEqualTo(17.34);
  }

  @Test
  void csvHasOneRowForEachGroup() {
    List<String> rows = Export.CSV.text(FOUND, "0.1.0").lines().toList();
    assertThat(rows).hasSize(4);
    assertThat(rows.get(1))
        .startsWith("sw-1,campaign,1,7,5,50,60,1970-01-01T00:16:40.000Z")
        .endsWith("17.34,9.2,5.31,0.873,AML.T0024.002");
    assertThat(rows).allSatisfy(row -> assertThat(row.split(",", -1)).hasSize(15));
  }

  @Test
  void mispGetsACampaignByItsNumbersAndNothingToMatchBy() throws IOException {
    List<JsonNode> lines = lines(Export.MISP);
    assertThat(lines).hasSize(1);
    JsonNode event = lines.getFirst().path("Event");
    assertThat(event.path("date").asString()).isEqualTo("1970-01-01");
    assertThat(event.path("Attribute").path(0).path("value").asString()).isEqualTo("sw-1");
    assertThat(event.path("Tag").valueStream().map(tag -> tag.path("name").asString()))
        .containsExactly(
            "tlp:amber+strict",
            "misp-galaxy:mitre-atlas-attack-pattern=\"Establish Accounts\"",
            "misp-galaxy:mitre-atlas-attack-pattern=\"Extract AI Model\"",
            "misp-galaxy:mitre-atlas-attack-pattern=\"AI Model Inference API Access\"");
    JsonNode numbers = event.path("Object").path(0).path("Attribute");
    assertThat(
            numbers
                .valueStream()
                .map(n -> n.path("object_relation").asString() + " " + n.path("value").asString()))
        .containsExactly(
            "accounts 1",
            "exchanges 5",
            "output-tokens 60",
            "log10-e-control 17.3",
            "log10-e-line 5.3",
            "technique AML.T0024.002",
            "overturned-by a contract");
    assertThat(lines.toString()).doesNotContain("acct-1").doesNotContain("41 passed");
    List<String> ids = lines.getFirst().findValuesAsString("uuid");
    assertThat(ids).hasSize(10).doesNotHaveDuplicates();
  }

  @Test
  void aFormIsFoundByItsWord() {
    assertThat(Export.of("ecs")).contains(Export.ECS);
    assertThat(Export.of("xml")).isEmpty();
  }
}
