// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.marks.scan;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import com.knuddels.jtokkit.api.IntArrayList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/// Text to the token ids of the marked model. Text that is tokenized again loses some marks, for
/// generated tokens are not always the ones a tokenizer would choose: where ids were kept, take
/// those. For any number of threads.
@FunctionalInterface
public interface Tokenizer {
  /// The ids of a text, without special tokens.
  int[] encode(String text);

  /// The text of ids.
  ///
  /// @throws UnsupportedOperationException where this tokenizer only encodes
  default String decode(int[] ids) {
    throw new UnsupportedOperationException("this tokenizer cannot decode");
  }

  /// A tokenizer by name or file.
  ///
  /// @param words one of tiktoken's encodings, such as `o200k_base`, or a `tokenizer.json` of
  ///   Hugging Face
  /// @throws IllegalArgumentException if it is neither
  static Tokenizer of(String words) throws IOException {
    var type = EncodingType.fromName(words);
    if (type.isPresent()) {
      Encoding encoding = Encodings.newLazyEncodingRegistry().getEncoding(type.get());
      return new Tiktoken(encoding);
    }
    Path file = Path.of(words);
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(
          words
              + " is neither a tokenizer.json nor one of "
              + Arrays.stream(EncodingType.values())
                  .map(EncodingType::getName)
                  .collect(Collectors.joining(", ")));
    }
    return huggingFace(file);
  }

  private static Tokenizer huggingFace(Path file) throws IOException {
    System.setProperty("ai.djl.offline", "true");
    HuggingFaceTokenizer tokenizer =
        HuggingFaceTokenizer.newInstance(
            file, Map.of("addSpecialTokens", "false", "truncation", "false"));
    return new HuggingFace(tokenizer);
  }

  /// One of tiktoken's.
  record Tiktoken(Encoding encoding) implements Tokenizer {
    @Override
    public int[] encode(String text) {
      return encoding.encodeOrdinary(text).toArray();
    }

    @Override
    public String decode(int[] ids) {
      var list = new IntArrayList(ids.length);
      for (int id : ids) {
        list.add(id);
      }
      return encoding.decode(list);
    }
  }

  /// One of Hugging Face's.
  record HuggingFace(HuggingFaceTokenizer tokenizer) implements Tokenizer {
    @Override
    public int[] encode(String text) {
      long[] ids = tokenizer.encode(text, false, false).getIds();
      return Arrays.stream(ids).mapToInt(Math::toIntExact).toArray();
    }

    @Override
    public String decode(int[] ids) {
      return tokenizer.decode(Arrays.stream(ids).asLongStream().toArray(), false);
    }
  }
}
