package io.github.reelay.app;

import io.github.reelay.app.settings.Settings;
import io.github.reelay.conversation.Draft;
import io.github.reelay.media.MediaRetention.FileUsage;
import io.github.reelay.media.MediaRetention.FileUse;
import io.github.reelay.provider.ProviderRegistry;
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

/**
 * The recurring jobs: the sweep for tasks that are due, the cards that wait for a time, the
 * question whether an empty account was topped up, and the deletion of what was kept long enough.
 */
final class Housekeeping {
  private static final Logger log = LoggerFactory.getLogger(Housekeeping.class);

  private static final Duration SWEEP_INTERVAL = Duration.ofSeconds(5);

  /** A person who asked to be asked again at a time looks at the clock. */
  private static final Duration CARDS_INTERVAL = Duration.ofSeconds(5);

  /** Relays drop models by the day, not by the hour. */
  private static final Duration MODELS_INTERVAL = Duration.ofDays(1);

  private static final Duration CLEANUP_INTERVAL = Duration.ofMinutes(10);

  /** Shorter than a pause lasts, so that an account known to be empty gets no request. */
  private static final Duration BALANCE_INTERVAL = Duration.ofMinutes(2);

  /**
   * Telegram keeps updates for 24 hours, Discord repeats for minutes; after a week nothing comes
   * twice.
   */
  private static final Duration EVENT_TTL = Duration.ofDays(7);

  private final Settings settings;
  private final StorageModule storage;
  private final MediaModule media;
  private final Alert.Sink alerts;
  private final InstantSource clock;
  private final JdbiPersonalDataStore personalData;

  Housekeeping(
      Settings settings,
      StorageModule storage,
      MediaModule media,
      Alert.Sink alerts,
      InstantSource clock) {
    this.settings = settings;
    this.storage = storage;
    this.media = media;
    this.alerts = alerts;
    this.clock = clock;
    this.personalData =
        new JdbiPersonalDataStore(storage.database(), storage.taskRows(), this::deleteFiles);
  }

  /** What is kept about people, for {@code /forget}. */
  JdbiPersonalDataStore personalDataStore() {
    return personalData;
  }

  List<RecurringJob> recurringJobs(
      Tracker tracker, ProviderRegistry providers, Runnable postDueCards) {
    io.github.reelay.media.MediaRetention mediaRetention =
        new io.github.reelay.media.MediaRetention(
            media.folder(),
            settings.media(),
            new FileUsage(this::videoUse, storage.tasks()::needsImage),
            alerts,
            clock);
    return List.of(
        new RecurringJob("sweep", SWEEP_INTERVAL, tracker::sweep),
        new RecurringJob("cards", CARDS_INTERVAL, postDueCards),
        new RecurringJob("balances", BALANCE_INTERVAL, providers::refreshBalances),
        new RecurringJob("models", MODELS_INTERVAL, providers::refreshModels),
        new RecurringJob("rows", CLEANUP_INTERVAL, this::deleteOldRows),
        new RecurringJob("files", CLEANUP_INTERVAL, () -> sweepFiles(mediaRetention)));
  }

  private void deleteOldRows() {
    Instant now = clock.instant();
    RowRetention rowRetention = new RowRetention(storage.database());
    rowRetention.deleteTasksBefore(now.minus(settings.taskRetention()));
    rowRetention.deleteTranscriptBefore(now.minus(settings.taskRetention()));
    rowRetention.deleteEventsBefore(now.minus(EVENT_TTL));
    storage.drafts().deleteBefore(now.minus(Draft.TTL));
    personalData.forgetFinishedTasks();
    storage.database().shrink();
  }

  private static void sweepFiles(io.github.reelay.media.MediaRetention mediaRetention) {
    try {
      mediaRetention.sweep();
    } catch (IOException e) {
      log.warn("The media folder could not be swept; tried again in {}", CLEANUP_INTERVAL, e);
    }
  }

  private FileUse videoUse(TaskId id) {
    Task task = storage.tasks().find(id).orElse(null);
    if (task == null) {
      return storage.tasks().isUnreadable(id)
          ? new FileUse.Needed()
          : new FileUse.Unused(Instant.EPOCH);
    }
    return filmUse(task)
        .map(later ->
            task.state() instanceof TaskState.Undeliverable
                ? new FileUse.KeptForFetch(later)
                : new FileUse.Unused(later))
        .orElseGet(FileUse.Needed::new);
  }

  /**
   * When a clip was of use last, by itself or to a film that goes on from it; empty while any of
   * them is open. So all files of a film are kept for as long as it may be continued.
   */
  private Optional<Instant> filmUse(Task task) {
    if (!(task.state() instanceof TaskState.Ended)) {
      return Optional.empty();
    }
    Instant last = task.state().since();
    for (Task later : storage.tasks().continuations(task.id())) {
      Optional<Instant> use = filmUse(later);
      if (use.isEmpty()) {
        return use;
      }
      last = use.get().isAfter(last) ? use.get() : last;
    }
    return Optional.of(last);
  }

  /** The rows are forgotten already, so a file that resists must not make that look undone. */
  private void deleteFiles(OrphanedFiles orphans) {
    try {
      for (Video video : orphans.videos()) {
        media.folder().delete(video);
      }
      for (ReferenceImage image : orphans.images()) {
        media.folder().drop(image);
      }
    } catch (IOException e) {
      log.error("A forgotten file stays until retention takes it", e);
    }
  }
}
