// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.stats;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/// An immutable set of ints as a sorted array: 4 bytes an element, however large the range they
/// come from. A bitmap would take as much for five members as for all.
public final class IntSet {
  public static final IntSet NONE = new IntSet(new int[0]);

  private final int[] sorted;

  private IntSet(int[] sorted) {
    this.sorted = sorted;
  }

  /// The set of these values, which may repeat and be in any order.
  public static IntSet of(int... values) {
    var all = new Collector();
    for (int value : values) {
      all.add(value);
    }
    return all.toSet();
  }

  public int size() {
    return sorted.length;
  }

  public boolean isEmpty() {
    return sorted.length == 0;
  }

  /// The element with so many smaller ones.
  public int get(int rank) {
    return sorted[rank];
  }

  /// Rank of an element; negative when it is not there.
  public int rank(int value) {
    return Arrays.binarySearch(sorted, value);
  }

  public boolean contains(int value) {
    return rank(value) >= 0;
  }

  /// The elements in ascending order.
  public int[] toArray() {
    return sorted.clone();
  }

  /// The elements in ascending order.
  public IntStream stream() {
    return Arrays.stream(sorted);
  }

  /// How many elements both sets have.
  public int common(IntSet other) {
    int n = 0;
    int i = 0;
    int j = 0;
    while (i < sorted.length && j < other.sorted.length) {
      int a = sorted[i];
      int b = other.sorted[j];
      n += a == b ? 1 : 0;
      i += a <= b ? 1 : 0;
      j += b <= a ? 1 : 0;
    }
    return n;
  }

  /// The elements that pass.
  public IntSet filter(IntPredicate test) {
    int[] kept = Arrays.stream(sorted).filter(test).toArray();
    return kept.length == sorted.length ? this : new IntSet(kept);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof IntSet o && Arrays.equals(sorted, o.sorted);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(sorted);
  }

  @Override
  public String toString() {
    return Arrays.toString(sorted);
  }

  /// Collects the elements of a set, in any order, each as often as you like.
  public static final class Collector {
    private int[] values = new int[8];
    private int size;
    private boolean ascending = true;

    /// Nothing yet.
    public Collector() {}

    public void add(int value) {
      if (size == values.length) {
        values = Arrays.copyOf(values, 2 * size);
      }
      ascending &= size == 0 || values[size - 1] < value;
      values[size++] = value;
    }

    public boolean isEmpty() {
      return size == 0;
    }

    public IntSet toSet() {
      if (!ascending) {
        Arrays.sort(values, 0, size);
        int distinct = 0;
        for (int i = 0; i < size; i++) {
          if (distinct == 0 || values[distinct - 1] != values[i]) {
            values[distinct++] = values[i];
          }
        }
        size = distinct;
        ascending = true;
      }
      return size == 0 ? NONE : new IntSet(Arrays.copyOf(values, size));
    }
  }
}
