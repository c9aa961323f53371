package io.github.reelay.conversation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The installation as {@code /about} and {@code /admin instances} tell of it.
 *
 * @param version as {@code --version} prints it
 * @param videosKept how long a video is kept after delivery, and a picture after it was sent
 * @param tasksKept how long a finished task is kept, with its words
 * @param instances those over the same database, who came first, first; this one is among them
 */
public record Installation(
    String version, Duration videosKept, Duration tasksKept, Supplier<List<Instance>> instances) {
  /**
   * One run of the program.
   *
   * @param isThisOne whether it is the one that answers
   * @param host the machine it runs on
   * @param address where the others reach it, if that is known
   * @param seenAt when it last said that it is there
   * @param works whether it has the right to work; the others stand by
   * @param isAlive whether it was seen within the time after which another one takes over
   */
  public record Instance(
      boolean isThisOne,
      String host,
      String version,
      @Nullable String address,
      Instant startedAt,
      Instant seenAt,
      boolean works,
      boolean isAlive) {}
}
