package io.github.reelay.task.option;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What the pictures of a request are to the video. */
public enum PictureUse {
  /** The first picture is where it starts, the second, if there is one, where it ends. */
  FRAMES,
  /** What should be seen in it. */
  REFERENCES;

  /** Its name in flags and fields. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The values of the option for uses that a model has. */
  public static OptionValues values(PictureUse... uses) {
    return new OptionValues.Listed(Arrays.stream(uses).map(PictureUse::word).toList(), null);
  }

  public static Optional<PictureUse> ofWord(String word) {
    return Arrays.stream(values()).filter(use -> use.word().equals(word)).findFirst();
  }
}
