// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.marks;

/// A watermark as one inference server ships it: a hash contract with its window, the law of its
/// scores, and what it cannot know. Immutable.
public interface Profile {
  /// What reports and settings call it, such as `vllm-gumbel`.
  String name();

  /// What a reader has to know before he believes it.
  Card card();

  /// The context that it hashes.
  Reach reach();

  /// The law of one score when the key is random and the text is not.
  Law law();

  /// How many 64-bit words its key has.
  int keyWords();

  /// The mark under a key.
  ///
  /// @throws IllegalArgumentException if the key has not as many words as the profile asks for
  Mark under(Key key);

  /// Whose key it is, and where the contract comes from.
  ///
  /// @param engine the server and version whose contract this is
  /// @param keyScope for what the server takes one key
  /// @param tokenizer whose token ids it reads
  /// @param standing how the contract was checked
  /// @param cannotKnow what it cannot tell, and what misleads it
  record Card(
      String engine, String keyScope, String tokenizer, Standing standing, String cannotKnow) {}

  /// How far a contract was checked.
  enum Standing {
    /// Equal to numbers that the engine's own project published, or printed when we ran it.
    VERIFIED,
    /// Equal to an independent computation from the same description; the engine was not seen.
    CONTRACT,
    /// A guess that fits the description. Nothing may rest on it.
    UNVERIFIED
  }
}
