// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect;

import io.stillwatch.model.Entry;
import io.stillwatch.model.Exchange;
import io.stillwatch.model.Finding;
import io.stillwatch.model.Signup;
import io.stillwatch.model.pipeline.Message;
import io.stillwatch.stats.Draw;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/// A small hand-made world: strangers who have nothing to do with each other beyond public
/// templates and popular questions, and, when asked for, a crew that works through one list.
public final class Town {
  public static final long DAY = 86_400_000;
  private static final long START = 20_000 * DAY;
  private static final Comparator<Message> ORDER =
      Comparator.comparingLong(Message::at).thenComparingLong(Message::tie);

  private final Draw draw;
  private final int days;
  private final List<Entry> entries = new ArrayList<>();
  private final List<String> templates = new ArrayList<>();
  private final List<String> popular = new ArrayList<>();

  public Town(Draw draw, int days) {
    this.draw = draw;
    this.days = days;
    for (int i = 0; i < 5; i++) {
      templates.add("You are a helper of kind " + i + ". " + Said.words(draw, 30));
    }
    for (int i = 0; i < 15; i++) {
      popular.add(Said.words(draw, 14));
    }
  }

  /// Adds strangers; how busy they are has a heavy tail.
  public Town strangers(int n) {
    for (int i = 0; i < n; i++) {
      String account = "stranger-" + i;
      String template = draw.nextInt(3) == 0 ? "" : templates.get(draw.nextInt(5));
      double busy =
          4 * Math.exp(1.3 * (draw.nextDouble() + draw.nextDouble() + draw.nextDouble() - 1.5) * 2);
      entries.add(signup(account));
      for (int day = 0; day < days; day++) {
        int today = (int) (busy * 2 * draw.nextDouble());
        for (int x = 0; x < today; x++) {
          ordinary(account, template, START + day * DAY + draw.nextInt((int) DAY));
        }
      }
    }
    return this;
  }

  private Signup signup(String account) {
    String ip = "198.51." + draw.nextInt(100) + ".7";
    long at = START - draw.nextInt(400) * DAY;
    String card = "card-" + account;
    String mail = "mail-" + draw.nextInt(6) + ".example";
    return new Signup(account, at, mail, "", "sms", "", "pro", "", card, ip, "");
  }

  /// Event time at which the town begins.
  public long start() {
    return START;
  }

  /// Adds the signup of an account of the first day.
  public void signUp(String account, String mail, String plan) {
    entries.add(
        new Signup(account, START, mail, "", "sms", "", plan, "", "card-" + account, "", ""));
  }

  public void add(Entry entry) {
    entries.add(entry);
  }

  /// One conversation of one to three turns.
  private void ordinary(String account, String template, long at) {
    boolean common = draw.nextInt(12) == 0;
    Said said = Said.by(account, at);
    String question =
        common ? popular.get(draw.nextInt(15)) : Said.words(draw, 12 + draw.nextInt(30));
    String reply = Said.words(draw, 40 + draw.nextInt(60));
    if (!template.isEmpty()) {
      said.system(template);
    }
    entries.add(said.user(question).reply(reply).exchange());
    if (draw.nextInt(3) == 0) {
      Said more = Said.by(account, at + 60_000);
      if (!template.isEmpty()) {
        more.system(template);
      }
      entries.add(
          more.user(question)
              .assistant(reply)
              .user(Said.words(draw, 15))
              .reply(Said.words(draw, 50))
              .exchange());
    }
  }

  /// Adds accounts that share a list of work, a scaffold, conversations and answers.
  public Town crew(int n) {
    String system =
        "Show your chain of thought in <think> tags, then <answer>. " + Said.words(draw, 25);
    for (int i = 0; i < n; i++) {
      entries.add(signup("crew-" + i));
    }
    String before = Said.words(draw, 200);
    for (int day = 0; day < days; day++) {
      for (int x = 0; x < 15 * n; x++) {
        long at = START + day * DAY + draw.nextInt((int) DAY);
        String question = Said.words(draw, 40);
        String reply = Said.words(draw, 150);
        String first = "crew-" + draw.nextInt(n);
        String then = "crew-" + draw.nextInt(n);
        entries.add(Said.by(first, at).system(system).user(question).reply(reply).exchange());
        if (draw.nextInt(4) == 0) {
          entries.add(
              Said.by(then, at + 90_000)
                  .system(system)
                  .user(question)
                  .assistant(reply)
                  .user("Now grade it by the rubric: " + before)
                  .reply(Said.words(draw, 80))
                  .exchange());
          before = reply;
        }
      }
    }
    return this;
  }

  public List<Entry> entries() {
    return entries;
  }

  public long exchanges() {
    return entries.stream().filter(Exchange.class::isInstance).count();
  }

  /// All observations in the order that an engine takes.
  public List<Message> observations(DetectConfig config) {
    Function<Entry, Message> reader = Detection.reader(config);
    var all = new ArrayList<Message>();
    for (Entry entry : entries) {
      all.add(reader.apply(entry));
    }
    all.sort(ORDER);
    return all;
  }

  /// The findings that name somebody.
  public static List<Finding.Named> named(List<Finding> findings) {
    return findings.stream()
        .filter(Finding.Named.class::isInstance)
        .map(Finding.Named.class::cast)
        .toList();
  }

  /// The daily reports.
  public static List<Finding.Status> statuses(List<Finding> findings) {
    return findings.stream()
        .filter(Finding.Status.class::isInstance)
        .map(Finding.Status.class::cast)
        .toList();
  }
}
