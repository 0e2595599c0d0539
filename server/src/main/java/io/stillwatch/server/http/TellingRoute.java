// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.http;

import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.stillwatch.server.tell.Proposed;
import io.stillwatch.server.tell.Suspected;
import io.stillwatch.server.tell.Suspicions;
import io.stillwatch.server.tell.Teller;
import io.stillwatch.server.tell.Told;
import io.stillwatch.server.tell.Word;
import io.stillwatch.share.events.Event;
import io.stillwatch.share.stix.TokenKind;
import io.stillwatch.store.Role;
import io.stillwatch.store.Store;
import io.stillwatch.store.Telling;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What could be told to peers, what was, and what is taken back.
final class TellingRoute {
  private static final int MOST = 1_000;

  private final Store store;
  private final Optional<io.stillwatch.server.tell.Telling> sharing;

  /// @param sharing empty when this server is in no coalition
  TellingRoute(Store store, Optional<io.stillwatch.server.tell.Telling> sharing) {
    this.store = store;
    this.sharing = sharing;
  }

  void on(Api api) {
    api.get("/v1/share/proposals", Role.INVESTIGATOR, this::proposals);
    api.get("/v1/share/proposals/{id}", Role.INVESTIGATOR, this::preview);
    api.post("/v1/share/proposals/{id}/tell", Role.INVESTIGATOR, this::tell);
    api.get("/v1/share/told", Role.INVESTIGATOR, this::told);
    api.post("/v1/share/told/{id}/take-back", Role.INVESTIGATOR, this::takeBack);
    api.get("/v1/share/suspicions", Role.INVESTIGATOR, this::suspicions);
    api.post("/v1/share/suspicions/{id}/rule", Role.INVESTIGATOR, this::rule);
  }

  private io.stillwatch.server.tell.Telling parts() {
    return sharing.orElseThrow(
        () -> Problem.notFound("a coalition that this server is in (share.coalition)"));
  }

  private Teller teller() {
    return parts().teller();
  }

  private Suspicions suspicions() {
    return parts().suspicions();
  }

  private void proposals(Who who, ServerRequest request, ServerResponse response) {
    var all =
        Stream.concat(teller().proposals().stream(), suspicions().proposals().stream())
            .map(TellingRoute::form)
            .toList();
    Json.send(response, 200, Json.map("proposals", all));
  }

  private void preview(Who who, ServerRequest request, ServerResponse response) {
    String id = Api.part(request, "id");
    List<String> made = suspicions().knows(id) ? suspicions().preview(id) : teller().preview(id);
    var objects = made.stream().map(Json::tree).toList();
    store.change(who.name(), change -> change.note("view-telling", id, Map.of()));
    Json.send(response, 200, Json.map("objects", objects));
  }

  private void tell(Who who, ServerRequest request, ServerResponse response) {
    String id = Api.part(request, "id");
    Word word = word(who, request);
    Telling told = suspicions().knows(id) ? suspicions().tell(id, word) : teller().tell(id, word);
    parts().herald().wake();
    Json.send(response, 201, form(told));
  }

  private void suspicions(Who who, ServerRequest request, ServerResponse response) {
    var all = suspicions().all().stream().map(this::form).toList();
    Json.send(response, 200, Json.map("suspicions", all));
  }

  private void rule(Who who, ServerRequest request, ServerResponse response) {
    JsonNode body = Json.object(request);
    boolean right =
        switch (Json.text(body, "verdict")) {
          case "upheld" -> true;
          case "overturned" -> false;
          default -> throw Problem.badRequest("verdict takes upheld or overturned");
        };
    var word = new Word(who.name(), Json.text(body, "reason"));
    Suspicions.Standing ruled = suspicions().rule(Api.part(request, "id"), right, word);
    parts().herald().wake();
    Json.send(response, 200, form(ruled));
  }

  private Map<String, @Nullable Object> form(Suspicions.Standing one) {
    Suspected suspected = one.suspected();
    return Json.map(
        "id", one.kept().id(),
        "number", one.kept().number(),
        "told_by", suspicions().name(suspected.from()),
        "since", Forms.time(suspected.since()),
        "accounts", suspected.accounts(),
        "looks", suspected.looks().size(),
        "log10_own", suspected.log10E(),
        "log10_by_company", one.joint().log10E(),
        "product", one.joint().product(),
        "guarded", one.joint().guarded(),
        "mean", one.joint().mean(),
        "line", one.joint().line(),
        "state", one.state());
  }

  private static Word word(Who who, ServerRequest request) {
    return new Word(who.name(), Json.text(Json.object(request), "reason"));
  }

  private void told(Who who, ServerRequest request, ServerResponse response) {
    int most = Math.max(1, Api.number(request, "limit", 100, MOST));
    var all = teller().told(most).stream().map(TellingRoute::form).toList();
    Json.send(response, 200, Json.map("told", all));
  }

  private void takeBack(Who who, ServerRequest request, ServerResponse response) {
    Telling back =
        teller().takeBack(Api.part(request, "id"), Event.Reason.WRONG, word(who, request));
    parts().herald().wake();
    Json.send(response, 200, form(back));
  }

  private static Map<String, @Nullable Object> form(Proposed one) {
    return Json.map(
        "id", one.id(),
        "kind", word(one.kind()),
        "accounts", one.accounts(),
        "matchable", one.matchable(),
        "tokens", counts(one.tokens()),
        "log10_e", one.log10E(),
        "line", one.line(),
        "told", one.told());
  }

  private static Map<String, Integer> counts(SortedMap<TokenKind, Integer> tokens) {
    var counts = new LinkedHashMap<String, Integer>();
    tokens.forEach((kind, count) -> counts.put(kind.word(), count));
    return counts;
  }

  private static String word(Enum<?> kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  private static Map<String, @Nullable Object> form(Telling one) {
    Told told = Told.of(one);
    return Json.map(
        "id", one.id(),
        "subject", one.subject(),
        "kind", word(told.kind()),
        "version", one.version(),
        "sent", one.sent(),
        "accounts", told.accounts().size(),
        "objects", told.objects().size(),
        "by", told.by(),
        "reason", told.reason(),
        "first_told", Forms.time(told.created()),
        "changed", Forms.time(told.modified()),
        "taken_back", one.ended() ? back(told) : null);
  }

  private static Map<String, @Nullable Object> back(Told told) {
    return Json.map("why", word(told.back()), "by", told.backBy(), "reason", told.backReason());
  }
}
