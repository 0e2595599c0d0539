// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect;

import io.stillwatch.detect.features.FeatureReader;
import io.stillwatch.detect.features.Hashes;
import io.stillwatch.detect.features.PublicTexts;
import io.stillwatch.detect.features.Reading;
import io.stillwatch.model.Ask;
import io.stillwatch.model.Caller;
import io.stillwatch.model.Exchange;
import io.stillwatch.model.Message;
import io.stillwatch.model.Message.Role;
import io.stillwatch.model.Reply;
import io.stillwatch.model.Text;
import io.stillwatch.model.Usage;
import io.stillwatch.stats.LongIntMap;
import io.stillwatch.stats.LongSet;
import io.stillwatch.stats.SipHash;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.TreeMap;

/// Public prompts and scaffolds, as sketches: keyed hashes, no words. A scan with a registry lets
/// no public scaffold tie accounts together, does not count public prompts as replicas, and takes
/// no public text for something private that passed on.
///
/// Hashes are keyed, so a registry serves scans with the key it was built with.
public final class Registry {
  private static final String FORM = "stillwatch registry/1";

  private final LongSet hashes;

  private Registry(LongSet hashes) {
    this.hashes = hashes;
  }

  /// Nothing is public.
  public static Registry none() {
    return new Registry(new LongSet());
  }

  /// How many sketches it holds.
  public int size() {
    return hashes.size();
  }

  PublicTexts texts() {
    return hashes.size() == 0 ? PublicTexts.NONE : new PublicTexts(hashes);
  }

  /// Writes it in ascending order, 8 bytes a sketch.
  public void write(DetectConfig config, DataOutput out) throws IOException {
    out.writeUTF(FORM);
    out.writeLong(tag(config));
    out.writeInt(hashes.size());
    for (long hash : hashes.sortedKeys()) {
      out.writeLong(hash);
    }
  }

  /// Reads what [#write] wrote.
  ///
  /// @throws IOException when it is no registry, not whole, or of another key
  public static Registry read(DetectConfig config, DataInput in) throws IOException {
    if (!in.readUTF().equals(FORM)) {
      throw new IOException("it is no registry of this version");
    }
    if (in.readLong() != tag(config)) {
      throw new IOException("it was built with another --seed-key");
    }
    var hashes = new LongSet();
    for (int n = in.readInt(); n > 0; n--) {
      hashes.add(in.readLong());
    }
    return new Registry(hashes);
  }

  private static long tag(DetectConfig config) {
    return new SipHash(config.keyHigh(), config.keyLow()).hash(FORM);
  }

  /// Takes in texts, and forgets the words at once.
  public static final class Builder {
    /// What so many prompts of a set begin or end with, or say in between, is their scaffold.
    private static final int REPEATED = 3;

    private final FeatureReader reader;
    private final LongSet hashes = new LongSet();
    private final LongIntMap places = new LongIntMap();

    /// @param config the configuration of the scans it is for
    public Builder(DetectConfig config) {
      reader = new FeatureReader(new SipHash(config.keyHigh(), config.keyLow()));
    }

    /// A prompt that anybody may send, such as an item of a benchmark.
    public void prompt(String text) {
      Reading r = read(Role.USER, text);
      hashes.add(PublicTexts.prompt(r.payload()));
      stretches(r);
      for (long place : new long[] {r.head(), r.tail(), r.contract()}) {
        count(place);
      }
      for (int i = 0; i < r.phrases().size(); i++) {
        count(r.phrases().get(i));
      }
    }

    private void count(long place) {
      if (place != 0) {
        places.increment(place);
        if (places.getOrDefault(place, 0) >= REPEATED) {
          hashes.add(PublicTexts.scaffold(place));
        }
      }
    }

    /// A scaffold that anybody may use, such as the system prompt of a framework.
    public void scaffold(String text) {
      for (Role role : List.of(Role.SYSTEM, Role.USER)) {
        Reading r = read(role, text);
        for (long place : new long[] {r.system(), r.head(), r.tail(), r.contract()}) {
          if (place != 0) {
            hashes.add(PublicTexts.scaffold(place));
          }
        }
        Hashes phrases = r.phrases();
        for (int i = 0; i < phrases.size(); i++) {
          hashes.add(PublicTexts.scaffold(phrases.get(i)));
        }
        stretches(r);
      }
    }

    private void stretches(Reading r) {
      for (int i = 0; i < r.quoted().size(); i++) {
        hashes.add(PublicTexts.stretch(r.quoted().get(i)));
      }
    }

    private Reading read(Role role, String text) {
      var message = new Message(role, Text.of(text));
      var ask = new Ask("", new TreeMap<>(), List.of(message), List.of(), false, List.of());
      var reply = new Reply(Text.NONE, List.of(), 200, 0);
      return (Reading) reader.read(new Exchange("-", 0, Caller.of("-"), ask, Usage.UNKNOWN, reply));
    }

    public Registry build() {
      return new Registry(hashes);
    }
  }
}
