package io.github.reelay.ops;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.reelay.conversation.Button;
import io.github.reelay.conversation.ChatNotifier;
import io.github.reelay.conversation.Message;
import io.github.reelay.conversation.RichText;
import io.github.reelay.conversation.text.ButtonLabels;
import io.github.reelay.conversation.text.Localizer;
import io.github.reelay.conversation.text.MessageBundles;
import io.github.reelay.task.EnumNames;
import io.github.reelay.task.TaskId;
import io.github.reelay.tracking.port.Alert;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The dispatcher of alerts to the operator. Into the log and the configured chats goes the same one
 * (kind and subject) once in a while, into the chats all together not more than they bear. Every
 * one is counted. Thread-safe, never blocks.
 */
public final class AlertDispatcher implements Alert.Sink, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(AlertDispatcher.class);

  /** An outage can raise one alert for each task; after this many, one a minute. */
  private static final int BURST = 20;

  private static final int MAX_REMEMBERED = 10_000;
  private static final int MAX_QUEUED = 100;

  private final Localizer localizer;
  private final Locale language;
  private final List<ChatNotifier> notifiers;
  private final Metrics metrics;
  private final Cache<String, Boolean> recentlyRaised;
  private final Bucket bucket =
      Bucket.builder()
          .addLimit(limit -> limit.capacity(BURST).refillGreedy(1, Duration.ofMinutes(1)))
          .build();

  /** One teller, so that alerts arrive in order; what does not fit is in the log all the same. */
  private final ThreadPoolExecutor executor =
      new ThreadPoolExecutor(
          0,
          1,
          10,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(MAX_QUEUED),
          Thread.ofVirtual().name("alerts").factory(),
          new ThreadPoolExecutor.DiscardPolicy());

  /**
   * @param language of the operator
   * @param notifiers of all chats in which the operator is to be told
   * @param repeatAfter before this the same alert is not told again
   */
  public AlertDispatcher(
      MessageBundles bundles,
      Locale language,
      List<ChatNotifier> notifiers,
      Duration repeatAfter,
      InstantSource clock,
      Metrics metrics) {
    this.localizer = new Localizer(bundles);
    this.language = language;
    this.notifiers = List.copyOf(notifiers);
    this.metrics = metrics;
    this.recentlyRaised =
        Caffeine.newBuilder()
            .maximumSize(MAX_REMEMBERED)
            .expireAfterWrite(repeatAfter)
            .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
            .build();
  }

  @Override
  public void raise(Alert alert) {
    String kind = EnumNames.kebabCase(alert.kind());
    RichText text =
        localizer.richText(
            language,
            "alert." + kind,
            alert.subject(),
            alert.detail(),
            localizer.command(language, "admin tasks " + alert.subject()),
            localizer.command(language, "admin limits set"));
    String words = text.plainText();
    metrics.countAlert(kind);
    boolean first = recentlyRaised.asMap().putIfAbsent(topic(alert), true) == null;
    log.atLevel(first ? Level.WARN : Level.DEBUG)
        .addKeyValue("alert", kind)
        .addKeyValue("subject", alert.subject())
        .log(words);
    if (first && !notifiers.isEmpty() && bucket.tryConsume(1)) {
      Message message = new Message(text, buttons(alert));
      executor.execute(() -> notifiers.forEach(notifier -> notifier.send(message)));
    }
  }

  /** What is told once in a while; each person's report of a video is news. */
  private static String topic(Alert alert) {
    String topic = alert.kind() + " " + alert.subject();
    return alert.kind() == Alert.Kind.VIDEO_REPORTED ? topic + " " + alert.detail() : topic;
  }

  /** The operator rules where he is told; whoever presses is asked for the right then. */
  private List<List<Button>> buttons(Alert alert) {
    if (!TaskId.isValid(alert.subject())) {
      return List.of();
    }
    ButtonLabels labels = new ButtonLabels(localizer);
    TaskId task = new TaskId(alert.subject());
    return switch (alert.kind()) {
      case TASK_UNCONFIRMED -> List.of(labels.rulingButtons(language, task));
      case VIDEO_REPORTED -> List.of(labels.reportButtons(language, task));
      default -> List.of();
    };
  }

  /** Tells what is waiting, for a moment at most. */
  @Override
  public void close() {
    executor.shutdown();
    try {
      if (!executor.awaitTermination(2, TimeUnit.SECONDS)) {
        executor.shutdownNow();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
