package io.github.reelay.telegram.outbound;

import io.github.reelay.task.TaskId;
import io.github.reelay.telegram.api.BotApiUrls;
import io.github.reelay.telegram.api.HttpClients;
import io.github.reelay.tracking.port.GrowingFile;
import io.github.reelay.tracking.port.MediaConverter;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The uploads that were begun while their videos were downloaded, by task. Thread-safe. */
final class EarlyUploads {
  private static final Logger log = LoggerFactory.getLogger(EarlyUploads.class);

  /** Smaller ones are downloaded before a second connection would be of use. */
  private static final long MIN_BYTES = 1_000_000;

  private final HttpClients http;
  private final BotApiUrls urls;
  private final MediaConverter converter;
  private final Map<TaskId, EarlyUpload> begun = new ConcurrentHashMap<>();

  EarlyUploads(HttpClients http, BotApiUrls urls, MediaConverter converter) {
    this.http = http;
    this.urls = urls;
    this.converter = converter;
  }

  /** Begins one as soon as the file's first bytes say that it can be; returns at once. */
  void begin(TaskId task, GrowingFile file, long maxBytes) {
    Thread.ofVirtual().name("early-upload-" + task).start(() -> run(task, file, maxBytes));
  }

  /** The one of a task, to be finished, by one caller only. */
  Optional<EarlyUpload> take(TaskId task) {
    return Optional.ofNullable(begun.remove(task));
  }

  private void run(TaskId task, GrowingFile file, long maxBytes) {
    EarlyUpload upload = new EarlyUpload(file);
    try {
      OptionalLong bytes = converter.awaitStreamable(file);
      if (bytes.isEmpty() || bytes.getAsLong() < MIN_BYTES || bytes.getAsLong() > maxBytes) {
        return;
      }
      begun.put(task, upload);
      upload.send(http.calls(), urls);
    } catch (IOException | RuntimeException e) {
      log.atDebug()
          .addKeyValue("task", task)
          .log("It is uploaded when it is stored: {}", urls.redact(e.toString()));
    } finally {
      begun.remove(task, upload);
    }
  }
}
