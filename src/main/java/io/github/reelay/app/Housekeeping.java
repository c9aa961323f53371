package io.github.reelay.app;

import io.github.reelay.config.Settings;
import io.github.reelay.media.Retention.Limits;
import io.github.reelay.media.Retention.Needs;
import io.github.reelay.storage.Forgotten;
import io.github.reelay.storage.PersonalData;
import io.github.reelay.storage.Recurring;
import io.github.reelay.storage.Retention;
import io.github.reelay.task.Picture;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.TaskState;
import io.github.reelay.task.Video;
import io.github.reelay.tracking.Alert;
import io.github.reelay.tracking.Tracker;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is done again and again: finding what is due, and dropping what was kept long enough. */
final class Housekeeping {
  private static final Logger log = LoggerFactory.getLogger(Housekeeping.class);

  private static final Duration SWEEP = Duration.ofSeconds(5);
  private static final Duration CLEANING = Duration.ofMinutes(10);

  /** A card is good for a day (product.md, "Words"). */
  private static final Duration DRAFTS = Duration.ofHours(24);

  /**
   * Telegram keeps updates for 24 hours, Discord repeats for minutes; after a week nothing comes
   * twice.
   */
  private static final Duration EVENTS = Duration.ofDays(7);

  private final Settings settings;
  private final StoreParts store;
  private final MediaParts media;
  private final Alert.Sink alerts;
  private final InstantSource clock;
  private final PersonalData people;

  Housekeeping(
      Settings settings,
      StoreParts store,
      MediaParts media,
      Alert.Sink alerts,
      InstantSource clock) {
    this.settings = settings;
    this.store = store;
    this.media = media;
    this.alerts = alerts;
    this.clock = clock;
    this.people = new PersonalData(store.database(), this::discard);
  }

  /** What is kept about people, for {@code /forget}. */
  PersonalData people() {
    return people;
  }

  List<Recurring> work(Tracker tracker) {
    io.github.reelay.media.Retention files =
        new io.github.reelay.media.Retention(
            media.folder(),
            new Limits(
                settings.media().keep(), settings.media().most(), settings.media().leastFree()),
            new Needs(this::neededUntil, store.tasks()::needsPicture),
            alerts,
            clock);
    return List.of(
        new Recurring("sweep", SWEEP, tracker::sweep),
        new Recurring("rows", CLEANING, this::dropRows),
        new Recurring("files", CLEANING, () -> sweep(files)));
  }

  private void dropRows() {
    Instant now = clock.instant();
    Retention rows = new Retention(store.database());
    rows.dropTasksBefore(now.minus(settings.taskRetention()));
    rows.dropTranscriptBefore(now.minus(settings.taskRetention()));
    rows.dropEventsBefore(now.minus(EVENTS));
    store.drafts().dropBefore(now.minus(DRAFTS));
    people.forgetRest();
  }

  private static void sweep(io.github.reelay.media.Retention files) {
    try {
      files.sweep();
    } catch (IOException e) {
      log.warn("The media folder could not be swept; tried again in {}", CLEANING, e);
    }
  }

  /**
   * A finished task's video is kept for a while from its end on; one that was never delivered stays
   * for Fetch as long as its task is known; nobody's video is nobody's.
   */
  private Optional<Instant> neededUntil(TaskId id) {
    Task task = store.tasks().find(id).orElse(null);
    if (task == null) {
      return Optional.of(Instant.EPOCH);
    }
    return task.state().isFinal() && !(task.state() instanceof TaskState.Undeliverable)
        ? Optional.of(task.state().since())
        : Optional.empty();
  }

  /** The rows are forgotten already, so a file that resists must not make that look undone. */
  private void discard(Forgotten forgotten) {
    try {
      for (Video video : forgotten.videos()) {
        media.folder().drop(video);
      }
      for (Picture picture : forgotten.pictures()) {
        media.folder().drop(picture);
      }
    } catch (IOException e) {
      log.error("A forgotten file stays until retention takes it", e);
    }
  }
}
