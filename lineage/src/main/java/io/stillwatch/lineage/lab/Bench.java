// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.lineage.lab;

import io.stillwatch.lineage.trial.BadInput;
import io.stillwatch.lineage.trial.Json;
import io.stillwatch.lineage.trial.KeyFile;
import io.stillwatch.lineage.trial.Plan;
import io.stillwatch.lineage.trial.WordTokens;
import io.stillwatch.marks.Key;
import io.stillwatch.marks.Mark;
import io.stillwatch.marks.profiles.VllmGumbel;
import io.stillwatch.stats.Draw;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// One student with all that a test of it over HTTP needs: plan, keys, prompts, served contexts,
/// twins, our own marked text, and a clean model's. Its keys follow from the seed: a rehearsal, no
/// secret.
public final class Bench {
  private static final int TWINS = 200;
  private static final int PREFIX = 3;
  private static final String KIND = "student.kind";
  private static final String WEIGHTS = "student.weights";

  private final Lab lab;
  private final Learner learner;
  private final Lab.Size size;
  private final Draw draw;
  private final long seed;
  private final Key key;
  private final List<int[]> ours;
  private final List<int[]> lessons = new ArrayList<>();
  private final List<Twin> twins = new ArrayList<>();

  /// @param used false for a control: nobody was served either
  private record Twin(List<Integer> prompt, int served, int other, boolean used) {}

  private Bench(Lab lab, Curve.Setting setting, double exposure, long seed) {
    if (!(exposure >= 0 && exposure <= 1)) {
      throw new BadInput("an exposure is a share from 0 to 1, not " + exposure);
    }
    this.lab = lab;
    learner = setting.learner();
    size = setting.size();
    this.seed = seed;
    draw = new Draw(seed);
    key = new Key("rehearsal", Key.decoy(draw.nextLong(), 0, 1).words());
    Mark mark = new VllmGumbel(size.window()).under(key);
    ours = lab.written(size.documents(), size.length(), List.of(mark), draw.split(1));
    int marked = (int) Math.round(exposure * size.documents());
    lessons.addAll(ours.subList(0, marked));
    lessons.addAll(lab.written(size.documents() - marked, size.length(), List.of(), draw.split(2)));
    for (int i = 0; i < 2 * TWINS; i++) {
      twin(i < TWINS, exposure);
    }
  }

  /// Lays out what one student will learn.
  public static Bench make(Lab lab, Curve.Setting setting, double exposure, long seed) {
    return new Bench(lab, setting, exposure, seed);
  }

  private void twin(boolean used, double exposure) {
    int[] five = new int[PREFIX + 2];
    for (int i = 0; i < five.length; i++) {
      five[i] = lab.tokens().size() / 2 + draw.nextInt(lab.tokens().size() / 2);
    }
    boolean coin = draw.nextBoolean();
    int served = coin ? five[PREFIX] : five[PREFIX + 1];
    int other = coin ? five[PREFIX + 1] : five[PREFIX];
    if (served != other) {
      twins.add(new Twin(List.of(five[0], five[1], five[2]), served, other, used));
      if (used && draw.nextDouble() < exposure) {
        lessons.add(new int[] {five[0], five[1], five[2], served, served});
      }
    }
  }

  /// Distils the student, and writes everything into a folder.
  public void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    WordTokens tokens = lab.tokens();
    Files.write(folder.resolve("vocabulary.txt"), tokens.vocabulary());
    documents(folder.resolve("teacher.txt"), lab.lessons());
    documents(folder.resolve("student.txt"), lessons);
    Files.writeString(folder.resolve(KIND), learner.name());
    Files.deleteIfExists(folder.resolve(WEIGHTS));
    learner.learn(
        new Learner.Lessons(lab.lessons(), lessons, tokens.size(), seed), folder.resolve(WEIGHTS));
    texts(folder.resolve("ours.jsonl"), ours);
    texts(
        folder.resolve("clean.jsonl"),
        lab.written(size.queries(), size.length(), List.of(), draw.split(3)));
    texts(folder.resolve("prompts.jsonl"), lab.prompts(size.queries(), PREFIX, draw.split(4)));
    texts(folder.resolve("served.jsonl"), Lab.prefixes(ours, size, draw.split(5)));
    twins(folder.resolve("twins.jsonl"));
    Files.writeString(folder.resolve("keys.toml"), keys());
    Files.writeString(folder.resolve("plan.toml"), plan());
  }

  private void documents(Path file, List<int[]> all) throws IOException {
    Files.write(file, all.stream().map(lab.tokens()::text).toList());
  }

  private void texts(Path file, List<int[]> all) throws IOException {
    var lines = new ArrayList<String>();
    for (int[] one : all) {
      lines.add(
          Json.canonical(
              Map.of("id", Integer.toString(lines.size()), "text", lab.tokens().text(one))));
    }
    Files.write(file, lines);
  }

  private void twins(Path file) throws IOException {
    var lines = new ArrayList<String>();
    for (Twin one : twins) {
      lines.add(
          Json.canonical(
              Map.of(
                  "id", Integer.toString(lines.size()),
                  "prompt", text(one.prompt().stream().mapToInt(i -> i).toArray()),
                  "served", text(one.served()),
                  "unserved", text(one.other()),
                  "used", one.used())));
    }
    Files.write(file, lines);
  }

  private String text(int... ids) {
    return lab.tokens().text(ids);
  }

  private String keys() {
    var text = new StringBuilder("salt = \"rehearsal, no secret: follows from the seed\"\n");
    List<Key> all =
        List.of(key, new Key("another campaign", Key.decoy(draw.nextLong(), 1, 1).words()));
    for (Key one : all) {
      text.append(
          "[[key]]\nname = \"%s\"\nwords = [\"%s\"]\n"
              .formatted(one.name(), HexFormat.of().toHexDigits(one.first())));
    }
    return text.toString();
  }

  private String plan() {
    return """
        title = "A rehearsal on a student of the laboratory"

        [suspect]
        model = "lab"
        api = "completions"

        [secret]
        keys = "keys.toml"
        profile = "vllm-gumbel:window=%d"
        tokenizer = "vocabulary.txt"

        [queries]
        prompts = "prompts.jsonl"
        answer-tokens = %d
        served = "served.jsonl"
        top-logprobs = 0
        twins = "twins.jsonl"

        [budget]
        requests = 100000
        tokens = 10000000
        per-second = 1000

        [rule]
        alpha = 0.0001
        stop = "fixed"
        decoys = 999
        seed = 1

        [controls]
        ours = "ours.jsonl"
        clean = "clean.jsonl"
        """
        .formatted(size.window(), size.length());
  }

  /// Writes `manifest.json` into a folder that [#write] filled.
  public void manifest(Path folder, Path privateKey, String grant, String at) throws IOException {
    String data = Json.sha256(Files.readAllBytes(folder.resolve("student.txt")));
    var claims =
        new Manifest.Claims(
            "the laboratory's teacher, "
                + Json.sha256(Files.readAllBytes(folder.resolve("teacher.txt"))),
            grant,
            lessons.stream().mapToLong(one -> one.length).sum(),
            KeyFile.read(folder.resolve("keys.toml")).commitment(),
            data,
            data,
            at);
    Files.writeString(folder.resolve("manifest.json"), Manifest.signed(claims, privateKey) + "\n");
  }

  /// What a folder that [#write] filled serves.
  ///
  /// @param proxy the marked teacher in place of the student
  public static LabServer.Model load(Path folder, boolean proxy, boolean tellsChances)
      throws IOException {
    if (!Files.isReadable(folder.resolve(KIND))) {
      throw new BadInput(folder + " holds no student; stillwatch lab make writes one");
    }
    var tokens = new WordTokens(Files.readAllLines(folder.resolve("vocabulary.txt")));
    var documents = new ArrayList<int[]>();
    for (String line : Files.readAllLines(folder.resolve(proxy ? "teacher.txt" : "student.txt"))) {
      documents.add(tokens.ids(line));
    }
    Learner learner =
        proxy ? Learner.NGRAM : Learner.named(Files.readString(folder.resolve(KIND)).strip());
    LanguageModel model =
        learner.learn(
            new Learner.Lessons(List.of(), documents, tokens.size(), 1), folder.resolve(WEIGHTS));
    Optional<Mark> mark = Optional.empty();
    if (proxy) {
      Key key = KeyFile.read(folder.resolve("keys.toml")).keys().getFirst();
      mark = Optional.of(Plan.read(folder.resolve("plan.toml")).secret().profile().under(key));
    }
    return new LabServer.Model(model, tokens, mark, tellsChances, 1);
  }

  /// The text of a file, or of all `.txt` files of a folder and below.
  public static String read(Path path) throws IOException {
    try (Stream<Path> all = Files.walk(path)) {
      var text = new StringBuilder();
      for (Path file : all.filter(p -> Files.isRegularFile(p)).sorted().toList()) {
        if (file.equals(path) || file.toString().endsWith(".txt")) {
          text.append(Files.readString(file)).append('\n');
        }
      }
      return text.toString();
    }
  }
}
