// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.tell;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.stillwatch.arena.Arena;
import io.stillwatch.arena.corpus.Corpus;
import io.stillwatch.arena.shape.Shapes;
import io.stillwatch.arena.spec.Split;
import io.stillwatch.arena.spec.WorldSpec;
import io.stillwatch.ingest.Format;
import io.stillwatch.ingest.Lines;
import io.stillwatch.ingest.Place;
import io.stillwatch.ingest.Rejected;
import io.stillwatch.ingest.Sink;
import io.stillwatch.model.Entry;
import io.stillwatch.model.Exchange;
import io.stillwatch.model.Signup;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/// A small world, each account of which is a customer of one of three companies.
///
/// @param entries signups, then exchanges in the order of their time, by company
/// @param crew accounts of its first campaign, by company
/// @param begin when the first exchange was, milliseconds since 1970 UTC
record Hostile(Map<String, List<Entry>> entries, Map<String, List<String>> crew, long begin) {
  private static final List<String> COMPANIES = List.of("alpha", "beta", "gamma");

  static Hostile world(Path folder) throws IOException {
    var spec = WorldSpec.preset("demo", 1, Split.DEVELOPMENT, 600).withDays(3);
    Arena.write(spec, Corpus.own(), Shapes.published(), folder, n -> {});
    var taken = new Taken(new ArrayList<>());
    var lines = new Lines(Format.STILLWATCH);
    var nowhere = new Place(Path.of("-"), 0, 0);
    var texts = new ArrayList<>(Files.readAllLines(folder.resolve("accounts.jsonl")));
    try (var in = new GZIPInputStream(Files.newInputStream(folder.resolve("exchanges.jsonl.gz")));
        var reader = new BufferedReader(new InputStreamReader(in, UTF_8))) {
      reader.lines().forEach(texts::add);
    }
    texts.forEach(text -> lines.read(text.getBytes(UTF_8), nowhere, taken));
    return of(taken.entries(), Files.readAllLines(folder.resolve("labels/accounts.csv")));
  }

  private static Hostile of(List<Entry> all, List<String> labels) {
    var entries = new TreeMap<String, List<Entry>>();
    var crew = new TreeMap<String, List<String>>();
    for (Entry entry : all) {
      String account = entry instanceof Exchange e ? e.account() : ((Signup) entry).account();
      entries.computeIfAbsent(company(account), c -> new ArrayList<>()).add(entry);
    }
    for (String label : labels) {
      List<String> columns = List.of(label.split(",", -1));
      if (columns.get(3).equals("campaign-1")) {
        crew.computeIfAbsent(company(columns.getFirst()), c -> new ArrayList<>())
            .add(columns.getFirst());
      }
    }
    long begin =
        all.stream()
            .filter(Exchange.class::isInstance)
            .mapToLong(e -> ((Exchange) e).at())
            .min()
            .orElseThrow();
    return new Hostile(entries, crew, begin);
  }

  private static String company(String account) {
    return COMPANIES.get(Math.floorMod(account.hashCode(), COMPANIES.size()));
  }

  private record Taken(List<Entry> entries) implements Sink {
    @Override
    public void exchange(Exchange exchange, Place place) {
      entries.add(exchange);
    }

    @Override
    public void signup(Signup signup, Place place) {
      entries.add(signup);
    }

    @Override
    public void reject(Rejected rejected) {
      throw new AssertionError(rejected.rule());
    }
  }
}
