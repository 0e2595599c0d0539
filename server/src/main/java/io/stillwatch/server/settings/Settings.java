// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.settings;

import io.stillwatch.respond.Nearest;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tomlj.Toml;
import org.tomlj.TomlParseResult;

/// The values of all settings, and who set each. What is set on the command line counts more than
/// the environment, that more than the file, that more than what is standard.
public final class Settings {
  private static final Pattern SPAN = Pattern.compile("(\\d{1,6})(s|m|h|d)");
  private static final Pattern ADDRESS = Pattern.compile("(.+):(\\d{1,5})");

  /// A value and who set it.
  ///
  /// @param text the value as it was written
  /// @param origin such as `stillwatch.toml` or `STILLWATCH_SERVER_LISTEN`
  public record Value(String text, String origin) {}

  private final Map<Key, Value> values = new EnumMap<>(Key.class);

  private Settings() {
    for (Key key : Key.values()) {
      values.put(key, new Value(key.standard(), "standard"));
    }
  }

  /// Reads all settings.
  ///
  /// @param file a `stillwatch.toml`; empty when there is none
  /// @param environment variables by name
  /// @param options what the command line sets, such as `server.listen` to `127.0.0.1:0`
  /// @throws BadSetting when a key is unknown or a file is no TOML
  /// @throws IOException when the file cannot be read
  public static Settings of(
      Optional<Path> file, Map<String, String> environment, Map<String, String> options)
      throws IOException {
    var settings = new Settings();
    if (file.isPresent()) {
      settings.read(file.get());
    }
    for (Key key : Key.values()) {
      String set = environment.get(key.variable());
      if (set != null) {
        settings.values.put(key, new Value(set, key.variable()));
      }
    }
    options.forEach(
        (path, text) ->
            settings.values.put(known(path, "the command line"), new Value(text, "--set")));
    return settings;
  }

  private void read(Path file) throws IOException {
    TomlParseResult toml = Toml.parse(Files.readString(file));
    if (toml.hasErrors()) {
      var first = toml.errors().getFirst();
      throw new BadSetting(file + ":" + first.position().line() + " is not TOML");
    }
    for (String path : toml.dottedKeySet()) {
      String where =
          file + ":" + Optional.ofNullable(toml.inputPositionOf(path)).map(p -> p.line()).orElse(0);
      Object value = toml.get(path);
      if (value instanceof String || value instanceof Number || value instanceof Boolean) {
        values.put(known(path, where), new Value(value.toString(), file.getFileName().toString()));
      } else {
        throw new BadSetting(where + ": " + path + " takes a text, a number, true or false");
      }
    }
  }

  private static Key known(String path, String where) {
    List<String> all = Arrays.stream(Key.values()).map(Key::path).toList();
    return Key.of(path)
        .orElseThrow(
            () ->
                new BadSetting(where + ": there is no setting " + path + Nearest.hint(path, all)));
  }

  /// A setting as it was written, and who set it.
  public Value value(Key key) {
    return values.getOrDefault(key, new Value(key.standard(), "standard"));
  }

  public String text(Key key) {
    return value(key).text().strip();
  }

  /// Empty when nothing is set.
  public Optional<String> some(Key key) {
    return Optional.of(text(key)).filter(text -> !text.isEmpty());
  }

  public Optional<Path> path(Key key) {
    return some(key).map(Path::of);
  }

  /// Texts with commas between.
  public List<String> list(Key key) {
    return Arrays.stream(text(key).split(","))
        .map(String::strip)
        .filter(t -> !t.isEmpty())
        .toList();
  }

  /// A time such as `90s`, `30m`, `12h` or `7d`.
  public Duration span(Key key) {
    try {
      return span(text(key));
    } catch (IllegalArgumentException e) {
      throw bad(key, String.valueOf(e.getMessage()));
    }
  }

  static Duration span(String text) {
    Matcher found = SPAN.matcher(text);
    if (!found.matches()) {
      throw new IllegalArgumentException("takes a time such as 90s, 30m, 12h or 7d");
    }
    long n = Long.parseLong(found.group(1));
    return switch (found.group(2)) {
      case "s" -> Duration.ofSeconds(n);
      case "m" -> Duration.ofMinutes(n);
      case "h" -> Duration.ofHours(n);
      default -> Duration.ofDays(n);
    };
  }

  /// A time within bounds.
  public Duration span(Key key, Duration least, Duration most) {
    Duration span = span(key);
    if (span.compareTo(least) < 0 || span.compareTo(most) > 0) {
      throw bad(key, "takes a time from " + words(least) + " to " + words(most));
    }
    return span;
  }

  private static String words(Duration span) {
    return span.toHours() > 0 ? span.toHours() + "h" : span.toSeconds() + "s";
  }

  /// An address with a port, such as `127.0.0.1:8700` or `[::1]:8700`; empty when nothing is set.
  public Optional<InetSocketAddress> address(Key key) {
    return some(key)
        .map(
            text -> {
              Matcher found = ADDRESS.matcher(text);
              if (!found.matches() || Integer.parseInt(found.group(2)) > 65_535) {
                throw bad(key, "takes an address and a port, such as 127.0.0.1:8700");
              }
              String host = found.group(1).replaceAll("^\\[|\\]$", "");
              return new InetSocketAddress(host, Integer.parseInt(found.group(2)));
            });
  }

  /// A whole number.
  public int whole(Key key, int least, int most) {
    int number = number(key, Integer::valueOf, "a whole number").intValue();
    if (number < least || number > most) {
      throw bad(key, "takes " + least + " to " + most);
    }
    return number;
  }

  /// A share above 0 and at most 0.5.
  public double share(Key key) {
    double share = number(key, Double::valueOf, "a number such as 0.01");
    if (!(share > 0 && share <= 0.5)) {
      throw bad(key, "takes a share above 0 and at most 0.5");
    }
    return share;
  }

  private <T> T number(Key key, Function<String, T> parse, String takes) {
    try {
      return parse.apply(text(key));
    } catch (NumberFormatException e) {
      throw bad(key, "takes " + takes);
    }
  }

  /// One of some words.
  public String word(Key key, String... words) {
    String found = text(key);
    if (!List.of(words).contains(found)) {
      throw bad(key, "takes " + String.join(" or ", words) + Nearest.hint(found, List.of(words)));
    }
    return found;
  }

  /// A setting that its reader cannot use.
  ///
  /// @param rule what is wrong with it, and the way out
  public BadSetting refuse(Key key, String rule) {
    Value value = value(key);
    return new BadSetting(
        "%s is \"%s\" (%s): it %s".formatted(key.path(), value.text(), value.origin(), rule));
  }

  private BadSetting bad(Key key, String rule) {
    Value value = value(key);
    return new BadSetting(
        "%s is \"%s\" (%s); it %s".formatted(key.path(), value.text(), value.origin(), rule));
  }
}
