// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.runtime;

import io.stillwatch.model.pipeline.Message;
import io.stillwatch.model.pipeline.Stage;
import io.stillwatch.model.pipeline.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;

/// One stage, its keys spread over partitions.
final class StageRunner<S, I extends Message, O extends Message> {
  /// A constant, so that the number of threads changes nothing but speed.
  private static final int PARTITIONS = 64;

  private static final Comparator<Message> ORDER =
      Comparator.comparingLong(Message::at).thenComparingLong(Message::tie);

  private final Stage<S, I, O> stage;
  private final List<Partition<S, I, O>> partitions = new ArrayList<>(PARTITIONS);

  StageRunner(Stage<S, I, O> stage, Engine.Mode mode) {
    this.stage = stage;
    for (int i = 0; i < PARTITIONS; i++) {
      partitions.add(new Partition<>(stage, mode == Engine.Mode.STRICT));
    }
  }

  /// Takes sorted messages, fires what is due up to the watermark, gives sorted messages.
  List<Message> advance(List<Message> messages, long watermark, ForkJoinPool pool) {
    for (Message message : messages) {
      @SuppressWarnings("unchecked") // the pipeline's types fit by construction
      I in = (I) message;
      long key = stage.key(in);
      partitions.get(partition(key)).enqueue(key, in);
    }
    pool.submit(
            () ->
                IntStream.range(0, PARTITIONS)
                    .parallel()
                    .forEach(i -> partitions.get(i).advance(watermark)))
        .join();
    return merge(pool);
  }

  private List<Message> merge(ForkJoinPool pool) {
    var all = new ArrayList<Message>();
    for (Partition<S, I, O> partition : partitions) {
      partition.drain(all);
    }
    Message[] sorted = all.toArray(Message[]::new);
    pool.submit(() -> java.util.Arrays.parallelSort(sorted, ORDER)).join();
    return java.util.Arrays.asList(sorted);
  }

  private static int partition(long key) {
    return (int) ((key * 0x9E3779B97F4A7C15L) >>> 58);
  }

  void snapshot(DataOutput out) throws IOException {
    out.writeUTF(stage.name() + " " + stage.state().name());
    for (Partition<S, I, O> partition : partitions) {
      partition.snapshot(out);
    }
  }

  void restore(DataInput in) throws IOException {
    Wire<S> states = states(in.readUTF());
    for (Partition<S, I, O> partition : partitions) {
      partition.restore(in, states);
    }
  }

  /// What reads the states of a snapshot that says it holds this.
  private Wire<S> states(String found) throws IOException {
    Wire<S> newest = stage.state();
    String expected = stage.name() + " " + newest.name();
    if (found.equals(expected)) {
      return newest;
    }
    String name = stage.name() + " ";
    return (found.startsWith(name)
            ? newest.earlier(found.substring(name.length()))
            : Optional.<Wire<S>>empty())
        .orElseThrow(
            () -> new IOException("snapshot holds " + found + ", this pipeline needs " + expected));
  }
}
