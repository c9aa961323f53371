package io.github.reelay.conversation.text;

import io.github.reelay.conversation.RequestOption;
import io.github.reelay.task.AspectRatio;
import io.github.reelay.task.DurationParser;
import io.github.reelay.task.Resolution;
import io.github.reelay.task.option.VideoOption;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reader of the values of options as people type them, in any language the bot speaks. Immutable,
 * thread-safe.
 */
public final class OptionReader {
  /** Longer words are told from a prompt's own too badly. */
  private static final int MAX_SHORT_UNIT_LENGTH = 3;

  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,18}");

  private final DurationParser durations;
  private final Set<String> autoWords;
  private final Set<String> onWords;
  private final Set<String> offWords;
  private final Pattern shortDuration;

  public OptionReader(MessageBundles bundles) {
    Set<String> units =
        bundles.words("time.second-units").stream()
            .map(unit -> unit.toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet());
    autoWords = bundles.words("option.auto-words");
    onWords = bundles.words("option.on-words");
    offWords = bundles.words("option.off-words");
    Duration second = Duration.ofSeconds(1);
    durations =
        new DurationParser(
            units.stream().collect(Collectors.toMap(Function.identity(), _ -> second)), second);
    shortDuration =
        Pattern.compile(
            units.stream()
                .filter(unit -> unit.length() <= MAX_SHORT_UNIT_LENGTH)
                .map(Pattern::quote)
                .collect(Collectors.joining("|", "\\d{1,3}(", ")")),
            Pattern.CASE_INSENSITIVE);
  }

  /**
   * The value in its standard spelling; empty if it is none. Any text can be a model's name: the
   * catalogue knows.
   */
  public Optional<String> read(RequestOption option, String typed) {
    return switch (option) {
      case MODEL -> Optional.of(typed);
      case DURATION ->
          autoWords.contains(typed.strip().toLowerCase(Locale.ROOT))
              ? Optional.of(VideoOption.AUTO_LENGTH.word())
              : durations
                  .parse(typed.toLowerCase(Locale.ROOT))
                  .map(time -> Long.toString(time.toSeconds()));
      case ASPECT -> AspectRatio.parse(typed).map(AspectRatio::text);
      case RESOLUTION -> Resolution.parse(typed).map(Resolution::text);
      case SOUND, WATERMARK, ENHANCEMENT -> readSwitch(typed);
      case SEED ->
          NUMBER.matcher(typed.strip()).matches()
              ? Optional.of(Long.toString(Long.parseLong(typed.strip())))
              : Optional.empty();
      case NEGATIVE_PROMPT -> Optional.of(typed.strip()).filter(text -> !text.isEmpty());
      case STYLE, PICTURES -> Optional.of(typed.strip().toLowerCase(Locale.ROOT));
    };
  }

  /** On or off in its standard spelling; empty if it is neither. */
  public Optional<String> readSwitch(String typed) {
    String word = typed.strip().toLowerCase(Locale.ROOT);
    return onWords.contains(word)
        ? Optional.of(VideoOption.ON)
        : offWords.contains(word) ? Optional.of(VideoOption.OFF) : Optional.empty();
  }

  /** Whether a word is a length with its unit: {@code 8s}; {@code 8} or {@code 1920s} is none. */
  public boolean isShortDuration(String word) {
    return shortDuration.matcher(word).matches();
  }
}
