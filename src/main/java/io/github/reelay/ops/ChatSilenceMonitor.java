package io.github.reelay.ops;

import io.github.reelay.chat.ChatHealth;
import io.github.reelay.tracking.port.Alert;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A monitor of the chats' connections that raises {@code chat-silent} once when one has been down
 * for {@link #MAX_SILENCE}, and again only after it was up in between.
 */
public final class ChatSilenceMonitor implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ChatSilenceMonitor.class);

  /** Long enough for a reconnect, which chats ask for now and then; docs/operating.md tells it. */
  static final Duration MAX_SILENCE = Duration.ofMinutes(1);

  private static final long CHECK_INTERVAL_SECONDS = 10;

  private final Supplier<List<ChatHealth>> chats;
  private final Alert.Sink alerts;
  private final InstantSource clock;
  private final Map<String, Silence> silences = new HashMap<>();
  private final ScheduledExecutorService scheduler =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofVirtual().name("chat-monitor-").factory());

  public ChatSilenceMonitor(
      Supplier<List<ChatHealth>> chats, Alert.Sink alerts, InstantSource clock) {
    this.chats = chats;
    this.alerts = alerts;
    this.clock = clock;
  }

  public void start() {
    var _ =
        scheduler.scheduleWithFixedDelay(
            this::checkAndSurvive,
            CHECK_INTERVAL_SECONDS,
            CHECK_INTERVAL_SECONDS,
            TimeUnit.SECONDS);
  }

  /** A check that throws would end the schedule, and with it every later alert. */
  private void checkAndSurvive() {
    try {
      check();
    } catch (RuntimeException e) {
      log.atError().setCause(e).log("The chats could not be checked; they are checked again");
    }
  }

  void check() {
    Instant now = clock.instant();
    for (ChatHealth chat : chats.get()) {
      if (chat.up()) {
        silences.remove(chat.platform());
      } else {
        silences.merge(
            chat.platform(), new Silence(now, false), (known, _) -> continued(known, chat, now));
      }
    }
  }

  private Silence continued(Silence silence, ChatHealth chat, Instant now) {
    if (silence.raised() || now.isBefore(silence.since().plus(MAX_SILENCE))) {
      return silence;
    }
    alerts.raise(new Alert(Alert.Kind.CHAT_SILENT, chat.platform(), chat.detail()));
    return new Silence(silence.since(), true);
  }

  /** A chat that is down, and whether the operator was told. */
  private record Silence(Instant since, boolean raised) {}

  @Override
  public void close() {
    scheduler.shutdownNow();
  }
}
