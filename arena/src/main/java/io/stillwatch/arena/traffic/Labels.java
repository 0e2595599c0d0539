// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.arena.traffic;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.stillwatch.arena.spec.CampaignSpec;
import io.stillwatch.arena.spec.WorldSpec;
import io.stillwatch.model.Signup;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Writes `accounts.jsonl`, and `accounts.csv`, `campaigns.jsonl` and `harvest.csv` in `labels`.
final class Labels {
  private static final JsonFactory JSON = JsonFactory.builder().rootValueSeparator("\n").build();

  private Labels() {}

  /// @return every account that ever existed, by id
  static List<Account> write(Path folder, WorldSpec spec, List<World> districts)
      throws IOException {
    List<Account> accounts =
        districts.stream()
            .flatMap(world -> world.people().all().stream())
            .sorted(Comparator.comparing(Account::id))
            .toList();
    Takings takings = new Takings();
    districts.forEach(world -> takings.add(world.scribe().takings()));
    accounts(folder.resolve("accounts.jsonl"), accounts);
    Path labels = Files.createDirectories(folder.resolve("labels"));
    truth(labels.resolve("accounts.csv"), accounts);
    campaigns(labels.resolve("campaigns.jsonl"), spec.campaigns(), accounts, takings);
    harvest(labels.resolve("harvest.csv"), spec, takings);
    return accounts;
  }

  private static JsonGenerator lines(Path file) throws IOException {
    return JSON.createGenerator(
        ObjectWriteContext.empty(),
        new BufferedOutputStream(Files.newOutputStream(file), 1 << 16),
        JsonEncoding.UTF8);
  }

  private static void accounts(Path file, List<Account> accounts) throws IOException {
    Stamp stamp = new Stamp();
    try (JsonGenerator json = lines(file)) {
      for (Account account : accounts) {
        Signup signup = account.signup();
        json.writeStartObject();
        json.writeStringProperty("account_id", signup.account());
        json.writeStringProperty("created_at", stamp.of(signup.at()));
        filled(json, "email_domain", signup.emailDomain());
        filled(json, "country", signup.country());
        filled(json, "verification", signup.verification());
        filled(json, "declared_use", signup.declaredUse());
        filled(json, "plan", signup.plan());
        filled(json, "org_id", signup.org());
        filled(json, "payment_fingerprint", signup.payment());
        filled(json, "signup_ip", signup.ip());
        filled(json, "device_id", signup.device());
        json.writeEndObject();
      }
      json.writeRaw('\n');
    }
  }

  private static void filled(JsonGenerator json, String name, String value) {
    if (!value.isEmpty()) {
      json.writeStringProperty(name, value);
    }
  }

  private static void truth(Path file, List<Account> accounts) throws IOException {
    try (CsvWriter csv = CsvWriter.builder().build(file)) {
      csv.writeRecord("account_id", "community", "hostile", "campaign_id", "principal");
      for (Account account : accounts) {
        Label label = account.label();
        csv.writeRecord(
            account.id(),
            label.community().word(),
            Boolean.toString(label.hostile()),
            label.campaign(),
            label.principal());
      }
    }
  }

  private static void campaigns(
      Path file, List<CampaignSpec> campaigns, List<Account> all, Takings takings)
      throws IOException {
    Map<String, Long> accounts =
        all.stream()
            .filter(a -> a.label().hostile())
            .collect(Collectors.groupingBy(a -> a.label().campaign(), Collectors.counting()));
    try (JsonGenerator json = lines(file)) {
      for (int i = 0; i < campaigns.size(); i++) {
        CampaignSpec spec = campaigns.get(i);
        String id = Stage.id(i);
        json.writeStartObject();
        json.writeStringProperty("campaign_id", id);
        json.writeStringProperty("type", spec.type());
        json.writeStringProperty("difficulty", spec.difficulty());
        json.writeStringProperty("goal", spec.take().goal().word());
        json.writeArrayPropertyStart("levels");
        spec.levels().forEach(level -> json.writeString(level.name()));
        json.writeEndArray();
        json.writeNumberProperty("accounts", accounts.getOrDefault(id, 0L));
        json.writeNumberProperty("exchanges", takings.of(id).exchanges());
        json.writeNumberProperty("harvest_exchanges", takings.of(id).harvest());
        takings
            .first(id)
            .ifPresent(at -> json.writeStringProperty("first_exchange", new Stamp().of(at)));
        json.writeEndObject();
      }
      json.writeRaw('\n');
    }
  }

  private static void harvest(Path file, WorldSpec spec, Takings takings) throws IOException {
    try (CsvWriter csv = CsvWriter.builder().build(file)) {
      csv.writeRecord("campaign_id", "hour", "exchanges", "harvest_exchanges");
      for (int i = 0; i < spec.campaigns().size(); i++) {
        String id = Stage.id(i);
        takings
            .hours(id)
            .forEach(
                (hour, count) ->
                    csv.writeRecord(
                        id,
                        new Stamp().of(hour),
                        Long.toString(count.exchanges()),
                        Long.toString(count.harvest())));
      }
    }
  }
}
