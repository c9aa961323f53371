package io.github.reelay.task.option;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The values that a model takes for an option. */
public sealed interface OptionValues {
  boolean has(String value);

  /** The value that is sent when nobody names one; null where none is. */
  default @Nullable String usual() {
    return null;
  }

  /** All of them, where they are few enough to choose from. */
  default List<String> listed() {
    return List.of();
  }

  /** What either takes, as a menu over several providers shows it; the first's usual one stays. */
  OptionValues or(OptionValues other);

  /** Words to choose from, as of a switch. */
  record Listed(List<String> words, @Nullable String usual) implements OptionValues {
    public Listed {
      words = List.copyOf(words);
    }

    @Override
    public boolean has(String value) {
      return words.contains(value);
    }

    @Override
    public List<String> listed() {
      return words;
    }

    @Override
    public OptionValues or(OptionValues other) {
      return new Listed(
          Stream.concat(words.stream(), other.listed().stream()).distinct().toList(), usual);
    }
  }

  /** Whole numbers from the least to the most. */
  record Numbers(long least, long most) implements OptionValues {
    /** A long has at most 18 digits that are surely one. */
    private static final String NUMBER = "-?\\d{1,18}";

    @Override
    public boolean has(String value) {
      return value.matches(NUMBER)
          && Long.parseLong(value) >= least
          && Long.parseLong(value) <= most;
    }

    @Override
    public OptionValues or(OptionValues other) {
      return other instanceof Numbers(long otherLeast, long otherMost)
          ? new Numbers(Math.min(least, otherLeast), Math.max(most, otherMost))
          : this;
    }
  }

  /**
   * Free text.
   *
   * @param maxLength in UTF-16 units
   */
  record Text(int maxLength) implements OptionValues {
    @Override
    public boolean has(String value) {
      return value.length() <= maxLength;
    }

    @Override
    public OptionValues or(OptionValues other) {
      return other instanceof Text(int otherLength)
          ? new Text(Math.max(maxLength, otherLength))
          : this;
    }
  }
}
