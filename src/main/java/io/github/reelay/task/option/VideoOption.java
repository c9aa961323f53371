package io.github.reelay.task.option;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An option of a video that only some models have. Its values are texts in a standard spelling:
 * {@code on}, {@code 7}. A new one is one constant here, one in {@link
 * io.github.reelay.conversation.RequestOption}, and its words in the bundles.
 */
public enum VideoOption {
  SOUND("sound", Type.SWITCH),
  /** What must not be seen. */
  NEGATIVE_PROMPT("negative", Type.TEXT),
  /** The same number makes a similar video again. */
  SEED("seed", Type.NUMBER),
  /** The relay's or the maker's mark in the picture. */
  WATERMARK("watermark", Type.SWITCH),
  /** The relay words the prompt anew before it is used. */
  ENHANCEMENT("enhance", Type.SWITCH),
  STYLE("style", Type.WORD),
  /** What the pictures are to it: {@link PictureUse}. */
  PICTURES("pictures", Type.WORD),
  /**
   * The model decides how long it gets; people say it as a length. Its only value is {@code on}.
   */
  AUTO_LENGTH("auto", Type.SWITCH);

  public static final String ON = "on";
  public static final String OFF = "off";

  /** The kind of its values. */
  public enum Type {
    SWITCH,
    NUMBER,
    TEXT,
    /** One of the words that the model has. */
    WORD
  }

  private final String word;
  private final Type type;

  VideoOption(String word, Type type) {
    this.word = word;
    this.type = type;
  }

  /** Whether a row names it among its options; the others follow from other keys of the row. */
  public boolean isRowOption() {
    return this != PICTURES && this != AUTO_LENGTH;
  }

  /** Its name in the catalogue, in flags and fields, and in stored preferences. */
  public String word() {
    return word;
  }

  public Type type() {
    return type;
  }

  /** Whether a relay must be told what is wanted, because its own default costs or shows. */
  public boolean mustBeSent() {
    return this == SOUND || this == WATERMARK;
  }

  /** Every value that is one at all, whatever a model takes of them. */
  public OptionValues anyValue() {
    return switch (type) {
      case SWITCH -> new OptionValues.Listed(List.of(ON, OFF), null);
      case NUMBER -> new OptionValues.Numbers(0, Integer.MAX_VALUE);
      case TEXT -> new OptionValues.Text(Integer.MAX_VALUE);
      case WORD -> new OptionValues.Listed(List.of(), null);
    };
  }

  public static Optional<VideoOption> ofWord(String word) {
    return Arrays.stream(values()).filter(option -> option.word.equals(word)).findFirst();
  }

  /**
   * A copy in the order of the options.
   *
   * @param values null, as rows of before there were options have it, is none
   */
  public static <T> Map<VideoOption, T> copy(@Nullable Map<VideoOption, T> values) {
    return values == null || values.isEmpty()
        ? Map.of()
        : Collections.unmodifiableMap(new EnumMap<>(values));
  }
}
