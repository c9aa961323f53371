package io.github.reelay.tracking.port;

import io.github.reelay.task.Failure;
import io.github.reelay.task.StatusMessage;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Fingerprint of a status view: two views with one fingerprint look the same. Its text is stored
 * with the status message, so it outlives versions.
 *
 * @param phase null before anything is shown, and for what an unknown version showed
 * @param text begins with the phase's name
 */
public record StatusFingerprint(StatusView.@Nullable Phase phase, String text) {
  private static final String SEPARATOR = "|";

  private static final Map<String, StatusView.Phase> PHASES =
      Arrays.stream(StatusView.Phase.values())
          .collect(Collectors.toUnmodifiableMap(Enum::name, phase -> phase));

  static StatusFingerprint of(StatusView view) {
    Failure failure = view.failure();
    String text =
        String.join(
            SEPARATOR,
            view.phase().name(),
            String.valueOf(view.percent()),
            range(view),
            String.valueOf(view.queuePosition()),
            String.valueOf(view.overdue()),
            failure == null ? "" : failure.kind().name(),
            view.actions().toString(),
            view.cost().toString(),
            view.offer().provider(),
            String.valueOf(view.offer().seconds()));
    return new StatusFingerprint(view.phase(), text);
  }

  private static String range(StatusView view) {
    Duration from = view.remaining();
    Duration to = view.remainingMost();
    if (from == null || to == null) {
      return "";
    }
    return from.equals(to)
        ? String.valueOf(from.toSeconds())
        : from.toSeconds() + "-" + to.toSeconds();
  }

  /** What a status message shows now. */
  public static StatusFingerprint shownBy(StatusMessage status) {
    return parse(status.shown());
  }

  static StatusFingerprint parse(String text) {
    String name = text.substring(0, Math.max(0, text.indexOf(SEPARATOR)));
    return new StatusFingerprint(PHASES.get(name), text);
  }
}
