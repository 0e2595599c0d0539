// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.lineage.trial;

/// Text to token ids of the model that was marked. Whatever the suspect's own tokenizer is, the
/// mark is looked for in ours.
public interface Tokenizer {
  /// The ids of a text.
  int[] ids(String text);

  /// The text of ids, such that [#ids] gives them back.
  String text(int[] ids);
}
