// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.taxii;

// Long because it goes through the sections of one standard, and they share one hub.

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.share.taxii.Raw.Said;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What TAXII 2.1 says that a server MUST, on the wire, and what real clients need besides. Numbers
/// are sections of the OASIS Standard of 10 June 2021.
class ConformanceTest {
  private static final String SECRET = Peer.freshSecret();
  private static final String MICROS = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z";
  private static final int BODY_MOST = 100_000;

  @TempDir private static Path folder;
  private static Hub hub;
  private static Raw raw;
  private static long number = 1_000;

  /// Of the objects of each test.
  private final String space = "collections/" + "rw/objects/";

  private static TaxiiCollection collection(String alias, boolean read, boolean write) {
    Set<String> all = Set.of("*");
    var access = new TaxiiCollection.Access(read ? all : Set.of(), write ? all : Set.of(), all);
    return new TaxiiCollection(alias, Optional.empty(), "the " + alias, "", access);
  }

  @BeforeAll
  static void start() {
    Coalition coalition =
        Coalition.of("Test")
            .with(Peer.bySecret("anna", SECRET))
            .with(collection("rw", true, true))
            .with(collection("ro", true, false))
            .with(collection("wo", false, true))
            .with(collection("none", false, false))
            .with(TaxiiCollection.of("hidden", Set.of(), Set.of()));
    HubConfig plain = HubConfig.local(folder);
    var config =
        new HubConfig(
            plain.listen(), plain.place(), plain.tls(), new TaxiiServer.Limits(BODY_MOST, 50));
    hub = Hub.start(config, coalition, InstantSource.system());
    raw = new Raw(hub.root(), SECRET);
  }

  @AfterAll
  static void stop() {
    raw.close();
    hub.close();
  }

  /// An object that no other test has.
  private static String fresh() {
    return Objects.id("campaign", number++);
  }

  private static String later(int seconds) {
    return "2026-01-31T12:00:%02d.000Z".formatted(seconds);
  }

  @Test
  void discoveryAndTheRootSayWhatTheyMust() throws Exception { // 4.1, 4.2
    Said discovery = raw.get("/taxii2/");
    assertThat(discovery.status()).isEqualTo(200);
    assertThat(discovery.json().path("title").asString()).isEqualTo("Test");
    String root = discovery.json().path("api_roots").path(0).asString();
    assertThat(root).isEqualTo("/taxii2/coalition/");
    assertThat(discovery.json().path("default").asString()).isEqualTo(root);
    Said said = raw.get(root);
    assertThat(said.json().path("title").asString()).isEqualTo("Test");
    assertThat(said.json().path("versions").path(0).asString()).isEqualTo(Taxii.MEDIA_TYPE);
    assertThat(said.json().path("max_content_length").asInt()).isEqualTo(BODY_MOST);
  }

  @ParameterizedTest // 3.1, 1.6.8
  @CsvSource(
      delimiter = '#',
      value = {
        "application/taxii+json;version=2.1 # 200",
        "application/taxii+json; version=2.1 # 200",
        "application/taxii+json;version=\"2.1\" # 200",
        "Application/TAXII+json # 200",
        "text/html, application/taxii+json;version=2.1;q=0.9, */*;q=0.1 # 200",
        "*/* # 200",
        "application/taxii+json;version=2.0 # 406",
        "application/taxii+json;version=2.1;q=0 # 406",
        "text/html # 406",
      })
  void acceptNamesARange(String accept, int status) throws Exception {
    Said said = raw.send("GET", "/taxii2/", Map.of("Accept", accept), "");
    assertThat(said.status()).isEqualTo(status);
  }

  @ParameterizedTest // 3.1, 5.5
  @CsvSource(
      delimiter = '#',
      value = {
        "application/taxii+json;version=2.1 # 202",
        "application/taxii+json # 202",
        "application/taxii+json; version=2.1; charset=utf-8 # 202",
        "application/taxii+json;version=2.0 # 415",
        "application/json # 415",
        "'' # 415",
      })
  void aBodySaysWhatItIs(String type, int status) throws Exception {
    String body = "{\"objects\":[" + Objects.campaign(fresh(), later(0)) + "]}";
    Said said = raw.send("POST", space, Map.of("Content-Type", type), body);
    assertThat(said.status()).isEqualTo(status);
  }

  @Test
  void aPackedBodyIsRefused() throws Exception {
    var headers = Map.of("Content-Type", Taxii.MEDIA_TYPE, "Content-Encoding", "gzip");
    assertThat(raw.send("POST", space, headers, "{}").status()).isIn(400, 415);
  }

  @ParameterizedTest // 1.6.9
  @ValueSource(strings = {"/taxii2/", "", "collections/", "collections/rw/objects/", "/nowhere/"})
  void whoIsNobodyIsTold401AndHow(String path) throws Exception {
    for (String wrong :
        List.of("", "Bearer nobody", "Basic !!", basic("anna", "wrong"), "Digest x")) {
      Said said = raw.send("GET", path, Map.of("Authorization", wrong), "");
      assertThat(said.status()).isEqualTo(401);
      assertThat(said.header("WWW-Authenticate")).contains("Basic realm=").contains("Bearer");
    }
  }

  private static String basic(String user, String password) {
    return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes());
  }

  @Test
  void basicIsTakenWithTheRightNameAlone() throws Exception {
    assertThat(send("Authorization", basic("anna", SECRET)).status()).isEqualTo(200);
    assertThat(send("Authorization", basic("ben", SECRET)).status()).isEqualTo(401);
    assertThat(send("Authorization", "bearer " + SECRET).status()).isEqualTo(200);
  }

  private static Said send(String header, String value) throws Exception {
    return raw.send("GET", "", Map.of(header, value), "");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/elsewhere/",
        "/taxii2/other/",
        "/taxii2/coalition/status/8f3c2f3e-7c4f-4c35-a1a0-7a1d5b0b6a55/",
        "/taxii2/coalition/status/x/",
        "/taxii2/coalition/collections",
        "/taxii2/coalition/collections/8f3c2f3e-7c4f-4c35-a1a0-7a1d5b0b6a55/",
        "/taxii2/coalition/collections/8f3c2f3e-7c4f-4c35-a1a0-7a1d5b0b6a55/objects/",
        "/taxii2/coalition/collections/hidden/",
        "/taxii2/coalition/collections/rw/objects/indicator--8f3c2f3e-7c4f-4c35-a1a0-7a1d5b0b6a55/",
        "/taxii2/coalition/collections/rw/objects/x/versions/",
        "/taxii2/coalition/collections/rw/objects/x/versions/y/",
        "/taxii2//coalition/",
      })
  void whatIsNotThereIs404(String path) throws Exception {
    assertThat(raw.get(path).status()).isEqualTo(404);
  }

  @Test
  void collectionsAreListedInOneOrderWithWhatOneMay() throws Exception { // 5.1, 5.2
    Said said = raw.get("collections/");
    var rights = new ArrayList<String>();
    for (var one : said.json().path("collections")) {
      assertThat(UUID.fromString(one.path("id").asString()).version()).isEqualTo(4);
      assertThat(one.path("title").isString()).isTrue();
      rights.add(one.path("alias").asString() + one.path("can_read") + one.path("can_write"));
      Said byId = raw.get("collections/" + one.path("id").asString() + "/");
      assertThat(byId.json()).isEqualTo(one);
      assertThat(raw.get("collections/" + one.path("alias").asString() + "/").json())
          .isEqualTo(one);
    }
    assertThat(rights)
        .containsExactly("rwtruetrue", "rotruefalse", "wofalsetrue", "nonefalsefalse");
    assertThat(raw.get("collections/").text()).isEqualTo(said.text());
  }

  @Test
  void rightsHoldOnEveryRequest() throws Exception { // 5.3 to 5.8
    String id = fresh();
    raw.post(space, Objects.campaign(id, later(0)));
    for (String path :
        List.of("objects/", "manifest/", "objects/" + id + "/", "objects/" + id + "/versions/")) {
      assertThat(raw.get("collections/wo/" + path).status()).isEqualTo(403);
      assertThat(raw.get("collections/none/" + path).status()).isEqualTo(403);
    }
    String object = Objects.campaign(id, later(0));
    assertThat(raw.post("collections/ro/objects/", object).status()).isEqualTo(403);
    assertThat(raw.post("collections/none/objects/", object).status()).isEqualTo(403);
    assertThat(raw.post("collections/wo/objects/", object).status()).isEqualTo(202);
    assertThat(raw.delete("collections/ro/objects/" + id + "/").status()).isEqualTo(403);
    assertThat(raw.delete("collections/wo/objects/" + id + "/").status()).isEqualTo(403);
    assertThat(raw.delete("collections/none/objects/" + id + "/").status()).isEqualTo(404);
    for (String method : List.of("PUT", "PATCH", "DELETE", "POST")) {
      assertThat(raw.send(method, "collections/", Map.of(), "").status()).isEqualTo(405);
    }
  }

  @Test
  void aStatusTellsOfEachObjectAndCanBeHadAgain() throws Exception { // 5.5, 4.3
    String good = fresh();
    String bad = fresh();
    Said said =
        raw.post(
            space,
            Objects.campaign(good, later(3)),
            "{\"type\":\"campaign\",\"spec_version\":\"2.1\",\"id\":\"" + bad + "\"}");
    assertThat(said.status()).isEqualTo(202);
    var status = said.json();
    assertThat(status.path("status").asString()).isEqualTo("complete");
    assertThat(status.path("request_timestamp").asString()).matches(MICROS);
    assertThat(status.path("total_count").asInt()).isEqualTo(2);
    assertThat(status.path("success_count").asInt()).isEqualTo(1);
    assertThat(status.path("failure_count").asInt()).isEqualTo(1);
    assertThat(status.path("pending_count").asInt(-1)).isZero();
    assertThat(status.path("successes").path(0).path("id").asString()).isEqualTo(good);
    assertThat(status.path("successes").path(0).path("version").asString()).isEqualTo(later(3));
    assertThat(status.path("failures").path(0).path("id").asString()).isEqualTo(bad);
    assertThat(status.path("failures").path(0).path("message").asString()).contains("created");
    Said again = raw.get("status/" + status.path("id").asString() + "/");
    assertThat(again.text()).isEqualTo(said.text());
    assertThat(raw.get(space + good + "/").status()).isEqualTo(200);
    assertThat(raw.get(space + bad + "/").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "9999-12-31T23:59:59Z",
        "0001-01-01T00:00:00Z",
        "yesterday",
        "2026-02-30T00:00:00Z"
      })
  void anObjectOfAnImpossibleVersionFailsAlone(String modified) throws Exception {
    String bad = fresh();
    Said said =
        raw.post(space, Objects.campaign(bad, modified), Objects.campaign(fresh(), later(0)));
    assertThat(said.json().path("failure_count").asInt()).isEqualTo(1);
    assertThat(said.json().path("success_count").asInt()).isEqualTo(1);
    assertThat(said.json().path("failures").path(0).path("id").asString()).isEqualTo(bad);
  }

  @Test
  void aDuplicateIsNoErrorAndNoSecondVersion() throws Exception {
    String id = fresh();
    for (String same :
        List.of(later(1), "2026-01-31T12:00:01Z", "2026-01-31T12:00:01.000000000Z")) {
      Said said = raw.post(space, Objects.campaign(id, same));
      assertThat(said.json().path("success_count").asInt()).isEqualTo(1);
    }
    assertThat(raw.get(space + id + "/versions/").versions()).containsExactly(later(1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{not json",
        "",
        "[]",
        "null",
        "{}",
        "{\"objects\":\"x\"}",
        "{\"objects\":{}}",
        "{\"objects\":[]}",
        "{\"objects\":[1]}",
        "{\"objects\":[[]]}",
        "{\"objects\":[null]}",
        "{\"objects\":[{\"type\":\"indicator\"}]}",
        "{\"objects\":[{\"id\":5}]}",
        "{\"objects\":[{\"id\":\"tool--x\"}]}",
        "{\"objects\":[]}{}",
        "{\"objects\":[],\"objects\":[]}",
        "{\"objects\":[{\"id\":\"a\",\"id\":\"b\"}]}",
        "{\"objects\":[{}]",
        "\u0000",
      })
  void whatIsNoEnvelopeIsRefusedWhole(String body) throws Exception {
    assertThat(raw.body(space, body).status()).isIn(400, 422);
  }

  @Test
  void aBodyOverTheLimitIs413WhetherItSaysSoOrNot() throws Exception { // 4.2.1, 5.5
    String object = Objects.campaign(fresh(), later(0));
    String fits = "{\"objects\":[" + object + "]}";
    String full = fits + " ".repeat(BODY_MOST - fits.length());
    assertThat(raw.body(space, full).status()).isEqualTo(202);
    assertThat(raw.body(space, full + " ").status()).isEqualTo(413);
    assertThat(raw.chunked(space, full.getBytes()).status()).isEqualTo(202);
    assertThat(raw.chunked(space, (full + " ").getBytes()).status()).isEqualTo(413);
  }

  @Test
  void objectsOfOnePostAreNotLostWhicheverWayOnePages() throws Exception { // 3.5
    List<String> ids = LongStream.range(0, 7).mapToObj(i -> fresh()).toList();
    raw.post(space, ids.stream().map(id -> Objects.campaign(id, later(0))).toArray(String[]::new));
    for (String path : List.of(space, "collections/rw/manifest/")) {
      for (boolean byNext : List.of(true, false)) {
        List<Said> pages =
            pages(path, new HashMap<>(Map.of("match[id]", String.join(",", ids))), byNext);
        assertThat(pages).hasSize(3);
        assertThat(pages.stream().flatMap(page -> page.each("id").stream()))
            .containsExactlyElementsOf(ids);
        String before = "";
        for (Said page : pages) {
          assertThat(page.header(Taxii.FIRST)).matches(MICROS).isGreaterThan(before);
          assertThat(page.header(Taxii.LAST))
              .matches(MICROS)
              .isGreaterThan(
                  page.header(Taxii.FIRST).equals(page.header(Taxii.LAST))
                      ? ""
                      : page.header(Taxii.FIRST));
          before = page.header(Taxii.LAST);
          assertThat(page.json().path("more").asBoolean(false)).isEqualTo(page != pages.getLast());
          assertThat(page.json().has("next")).isEqualTo(page != pages.getLast());
        }
      }
    }
  }

  private static List<Said> pages(String path, Map<String, String> query, boolean byNext)
      throws Exception {
    var pages = new ArrayList<Said>();
    query.put("limit", "3");
    while (pages.size() < 100) {
      Said page = raw.get(path, query);
      pages.add(page);
      if (!page.json().path("more").asBoolean(false)) {
        break;
      }
      if (byNext) {
        query.put("next", page.json().path("next").asString());
      } else {
        query.put("added_after", page.header(Taxii.LAST));
      }
    }
    return pages;
  }

  @Test
  void addedAfterLeavesOutItsOwnMomentInAnyNumberOfDigits() throws Exception { // 3.4
    String id = fresh();
    raw.post(space, Objects.campaign(id, later(0)));
    String stamp = raw.get(space + id + "/").header(Taxii.FIRST);
    String base = stamp.substring(0, stamp.length() - 1);
    for (String after : List.of(stamp, base + "000Z", base + "999Z")) {
      assertThat(raw.get(space, Map.of("match[id]", id, "added_after", after)).text())
          .isEqualTo("{}");
    }
    for (int digits = 0; digits <= 5; digits++) {
      String earlier =
          stamp.substring(0, 19)
              + ("." + "0".repeat(digits)).substring(0, digits == 0 ? 0 : digits + 1)
              + "Z";
      Said said = raw.get(space, Map.of("match[id]", id, "added_after", earlier));
      assertThat(said.status()).isEqualTo(200);
      assertThat(said.each("id")).containsExactly(id);
    }
    assertThat(raw.get(space, Map.of("added_after", "2999-01-01T00:00:00.000000Z")).text())
        .isEqualTo("{}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "limit=0",
        "limit=-1",
        "limit=abc",
        "limit=1.5",
        "limit=",
        "limit=1&limit=2",
        "added_after=yesterday",
        "added_after=2026-02-30T00:00:00Z",
        "added_after=2026-01-31T12:00:00.0000000000Z",
        "added_after=2026-01-31T12:00:00+01:00",
        "added_after=2026-01-31T12:00:00Z&added_after=2026-01-31T12:00:00Z",
        "next=garbage",
        "next=%01garbage",
        "next=after-zz",
        "match%5Bversion%5D=notatime",
        "match%5Bversion%5D=all,last",
        "match%5Bversion%5D=",
        "match%5Bid%5D=a&match%5Bid%5D=b",
        "limit=%zz",
      })
  void aMalformedQueryIs400(String query) throws Exception { // 3.4
    for (String path : List.of(space, "collections/rw/manifest/")) {
      assertThat(raw.get(path + "?" + query.replace("%zz", "%25zz")).status()).isEqualTo(400);
    }
  }

  @Test
  void aLimitAboveOursIsServedAndWhatIsUnknownPassedOver() throws Exception {
    for (String limit : List.of("1000000", "9".repeat(40), "0001")) {
      assertThat(raw.get(space, Map.of("limit", limit)).status()).isEqualTo(200);
    }
    assertThat(raw.get(space, Map.of("match[x_unknown]", "1", "other", "2")).status())
        .isEqualTo(200);
  }

  @Test
  void filtersAreAndedAndCommasAreOr() throws Exception { // 3.4.1
    String campaign = fresh();
    String mark = campaign.replace("campaign", "marking-definition");
    String address = campaign.replace("campaign", "ipv4-addr");
    raw.post(
        space,
        Objects.campaign(campaign, later(0)),
        "{\"type\":\"marking-definition\",\"spec_version\":\"2.1\",\"id\":\"%s\",\"created\":\"%s\"}"
            .formatted(mark, later(9)),
        "{\"type\":\"ipv4-addr\",\"id\":\"%s\",\"value\":\"203.0.113.7\"}".formatted(address));
    String all = String.join(",", campaign, mark, address);
    assertThat(found(Map.of("match[id]", all))).containsExactly(campaign, mark, address);
    assertThat(found(Map.of("match[id]", all, "match[type]", "campaign")))
        .containsExactly(campaign);
    assertThat(found(Map.of("match[id]", all, "match[type]", "ipv4-addr,campaign")))
        .containsExactly(campaign, address);
    assertThat(found(Map.of("match[id]", all, "match[type]", "malware"))).isEmpty();
    assertThat(found(Map.of("match[id]", all, "match[spec_version]", "2.0"))).isEmpty();
    assertThat(found(Map.of("match[id]", all, "match[spec_version]", "2.1"))).hasSize(3);
    assertThat(raw.get(space + mark + "/versions/").versions()).containsExactly(later(9));
    assertThat(raw.get(space + address + "/versions/").versions())
        .containsExactly("1970-01-01T00:00:00.000Z");
    assertThat(found(Map.of("match[id]", all, "match[version]", "1970-01-01T00:00:00Z")))
        .containsExactly(address);
  }

  private List<String> found(Map<String, String> query) throws Exception {
    Said said = raw.get(space, query);
    assertThat(said.status()).isEqualTo(200);
    return said.each("id");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "# 3",
        "last # 3",
        "first # 1",
        "all # 1 2 3",
        "first,last # 1 3",
        "2026-01-31T12:00:02Z # 2",
        "2026-01-31T12:00:02.000000Z,last # 2 3",
        "9999-12-31T23:59:59Z #",
      })
  void versionsAreChosen(String asked, String expected) throws Exception { // 3.4.1, 5.6
    String id = fresh();
    for (int second : List.of(2, 1, 3)) {
      raw.post(space, Objects.campaign(id, later(second)));
    }
    var query = new HashMap<>(Map.of("match[id]", id));
    if (asked != null) {
      query.put("match[version]", asked);
    }
    List<String> times =
        expected == null
            ? List.of()
            : List.of(expected.split(" ")).stream()
                .map(second -> later(Integer.parseInt(second)))
                .toList();
    assertThat(raw.get(space, query).each("modified")).containsExactlyInAnyOrderElementsOf(times);
    query.remove("match[id]");
    Said one = raw.get(space + id + "/", query);
    assertThat(one.status()).isEqualTo(200);
    assertThat(one.each("modified")).containsExactlyInAnyOrderElementsOf(times);
  }

  @Test
  void aManifestNamesVersionsAndTheirStamps() throws Exception { // 5.3
    String id = fresh();
    raw.post(space, Objects.campaign(id, later(1)), Objects.campaign(id, later(2)));
    var query = new HashMap<>(Map.of("match[id]", id));
    assertThat(raw.get("collections/rw/manifest/", query).each("version"))
        .containsExactly(later(2));
    query.put("match[version]", "all");
    Said all = raw.get("collections/rw/manifest/", query);
    assertThat(all.each("version")).containsExactly(later(1), later(2));
    assertThat(all.each("date_added"))
        .allMatch(stamp -> stamp.matches(MICROS))
        .doesNotHaveDuplicates();
    assertThat(all.each("media_type")).containsOnly("application/stix+json;version=2.1");
    Said versions = raw.get(space + id + "/versions/?limit=1");
    assertThat(versions.versions()).containsExactly(later(1));
    assertThat(versions.json().path("more").asBoolean()).isTrue();
    assertThat(versions.header(Taxii.FIRST)).isEqualTo(versions.header(Taxii.LAST));
  }

  @Test
  void whatIsDeletedIsGone() throws Exception { // 5.7
    String id = fresh();
    for (int second : List.of(1, 2, 3)) {
      raw.post(space, Objects.campaign(id, later(second)));
    }
    assertThat(
            raw.delete(
                    space
                        + id
                        + "/?match[version]=".replace("[", "%5B").replace("]", "%5D")
                        + later(2))
                .status())
        .isEqualTo(200);
    assertThat(raw.get(space + id + "/versions/").versions()).containsExactly(later(1), later(3));
    Said said = raw.delete(space + id + "/");
    assertThat(said.status()).isEqualTo(200);
    assertThat(said.text()).isEmpty();
    assertThat(raw.get(space + id + "/").status()).isEqualTo(404);
    assertThat(raw.get(space + id + "/versions/").status()).isEqualTo(404);
    assertThat(raw.get("collections/rw/manifest/", Map.of("match[id]", id)).text()).isEqualTo("{}");
    assertThat(raw.delete(space + id + "/").status()).isEqualTo(404);
  }

  @Test
  void objectsComeBackByteForByte() throws Exception {
    String id = fresh();
    String object =
        """
        { "type":"campaign", "spec_version":"2.1" ,"id":"%s","created":"%s", "modified":"%s",
        \t"name":"\\u00e9é\\ud83d\\ude00😀\\/ \\u0000", "x":[1.0, 1e400, -0, 0.10, 12345678901234567890123, {"y":[ ]}],
          "z":"]},{" }"""
            .formatted(id, later(0), later(7))
            .replace("[ ]", "[null]");
    assertThat(raw.post(space, object).json().path("success_count").asInt()).isEqualTo(1);
    assertThat(raw.get(space + id + "/").text()).isEqualTo("{\"objects\":[" + object + "]}");
  }

  @Test
  void whereToGoOnOutlastsTheHub() throws Exception {
    Path place = folder.resolve("again");
    var again =
        Coalition.of("Again")
            .with(Peer.bySecret("anna", SECRET))
            .with(collection("rw", true, true));
    String next;
    try (Hub first = Hub.start(HubConfig.local(place), again, InstantSource.system());
        var one = new Raw(first.root(), SECRET)) {
      one.post(space, Objects.campaign(1), Objects.campaign(2), Objects.campaign(3));
      next = one.get(space, Map.of("limit", "2")).json().path("next").asString();
    }
    try (Hub second = Hub.start(HubConfig.local(place), again, InstantSource.system());
        var one = new Raw(second.root(), SECRET)) {
      var query = Map.of("limit", "2", "next", next, "added_after", "2020-01-01T00:00:00Z");
      assertThat(one.get(space, query).each("id")).containsExactly(Objects.id("campaign", 3));
    }
  }
}
