package io.github.reelay.app;

import io.github.reelay.config.Settings;
import io.github.reelay.media.MediaRetention.FileUsage;
import io.github.reelay.media.MediaRetention.Limits;
import io.github.reelay.storage.JdbiPersonalDataStore;
import io.github.reelay.storage.OrphanedFiles;
import io.github.reelay.storage.RowRetention;
import io.github.reelay.storage.timer.RecurringJob;
import io.github.reelay.task.ReferenceImage;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.TaskState;
import io.github.reelay.task.Video;
import io.github.reelay.tracking.Tracker;
import io.github.reelay.tracking.port.Alert;
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
  private final StorageModule store;
  private final MediaModule media;
  private final Alert.Sink alerts;
  private final InstantSource clock;
  private final JdbiPersonalDataStore personalData;

  Housekeeping(
      Settings settings,
      StorageModule store,
      MediaModule media,
      Alert.Sink alerts,
      InstantSource clock) {
    this.settings = settings;
    this.store = store;
    this.media = media;
    this.alerts = alerts;
    this.clock = clock;
    this.personalData = new JdbiPersonalDataStore(store.database(), this::discard);
  }

  /** What is kept about people, for {@code /forget}. */
  JdbiPersonalDataStore people() {
    return personalData;
  }

  List<RecurringJob> work(Tracker tracker) {
    io.github.reelay.media.MediaRetention files =
        new io.github.reelay.media.MediaRetention(
            media.folder(),
            new Limits(
                settings.media().keep(), settings.media().most(), settings.media().leastFree()),
            new FileUsage(this::neededUntil, store.tasks()::needsPicture),
            alerts,
            clock);
    return List.of(
        new RecurringJob("sweep", SWEEP, tracker::sweep),
        new RecurringJob("rows", CLEANING, this::dropRows),
        new RecurringJob("files", CLEANING, () -> sweep(files)));
  }

  private void dropRows() {
    Instant now = clock.instant();
    RowRetention rows = new RowRetention(store.database());
    rows.dropTasksBefore(now.minus(settings.taskRetention()));
    rows.dropTranscriptBefore(now.minus(settings.taskRetention()));
    rows.dropEventsBefore(now.minus(EVENTS));
    store.drafts().deleteBefore(now.minus(DRAFTS));
    personalData.forgetRest();
  }

  private static void sweep(io.github.reelay.media.MediaRetention files) {
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
  private void discard(OrphanedFiles orphans) {
    try {
      for (Video video : orphans.videos()) {
        media.folder().drop(video);
      }
      for (ReferenceImage image : orphans.pictures()) {
        media.folder().drop(image);
      }
    } catch (IOException e) {
      log.error("A forgotten file stays until retention takes it", e);
    }
  }
}
