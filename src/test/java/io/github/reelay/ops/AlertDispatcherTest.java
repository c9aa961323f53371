package io.github.reelay.ops;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.reelay.conversation.ButtonAction;
import io.github.reelay.conversation.ButtonId;
import io.github.reelay.conversation.text.MessageBundles;
import io.github.reelay.tracking.port.Alert;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

class AlertDispatcherTest {
  private static final Alert EMPTY =
      new Alert(Alert.Kind.PROVIDER_BALANCE, "apimart", "402 from the relay");

  private final List<String> told = new CopyOnWriteArrayList<>();
  private final List<ButtonId> buttons = new CopyOnWriteArrayList<>();
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-20T08:00:00Z"));
  private final Metrics metrics = new Metrics();
  private final AlertDispatcher alerts = alerts(Locale.ENGLISH);

  private AlertDispatcher alerts(Locale language) {
    return new AlertDispatcher(
        new MessageBundles(),
        language,
        List.of(message -> {
          told.add(message.text().plainText());
          message.rows().forEach(row -> row.forEach(button -> buttons.add(button.id())));
        }),
        Duration.ofHours(1),
        now::get,
        metrics);
  }

  @AfterEach
  void stop() {
    alerts.close();
  }

  @Test
  void theOperatorIsToldInTheConfiguredChat() {
    alerts.raise(EMPTY);
    awaitTold(1);
    assertThat(told.getFirst()).contains("apimart");
  }

  @Test
  void theSameAlertIsToldAgainOnlyAfterAWhile() {
    alerts.raise(EMPTY);
    alerts.raise(EMPTY);
    alerts.raise(new Alert(Alert.Kind.PROVIDER_BALANCE, "xcompute", ""));
    awaitTold(2);
    now.updateAndGet(t -> t.plus(Duration.ofMinutes(61)));
    alerts.raise(EMPTY);
    awaitTold(3);
    assertThat(metrics.scrape()).contains("reelay_alerts_total{kind=\"provider-balance\"} 4.0");
  }

  @Test
  void inTheLogTheSameAlertStandsOnceInThatTime() {
    Logger log = (Logger) LoggerFactory.getLogger(AlertDispatcher.class);
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    log.addAppender(lines);
    try {
      Alert refused = new Alert(Alert.Kind.CHAT_TOKEN_REFUSED, "telegram", "");
      alerts.raise(refused);
      alerts.raise(refused);
      now.updateAndGet(t -> t.plus(Duration.ofMinutes(61)));
      alerts.raise(refused);
    } finally {
      log.detachAppender(lines);
    }
    assertThat(lines.list).filteredOn(line -> line.getLevel() == Level.WARN).hasSize(2);
  }

  @Test
  void aTaskIsRuledWhereItsAlertIsTold() {
    String task = "0M3K9X2C4D5E6";
    alerts.raise(new Alert(Alert.Kind.TASK_PUT_ASIDE, task, ""));
    alerts.raise(new Alert(Alert.Kind.TASK_UNCONFIRMED, "no task", ""));
    alerts.raise(new Alert(Alert.Kind.TASK_UNCONFIRMED, task, "the answer was lost"));
    awaitTold(3);
    assertThat(told.getLast()).contains("/admin tasks " + task);
    assertThat(buttons)
        .containsExactly(
            new ButtonId(ButtonAction.CHARGED, task), new ButtonId(ButtonAction.NOT_CHARGED, task));
  }

  @Test
  void aReportedVideoIsShownAgainOrDeletedWhereItsAlertIsTold() {
    String task = "0123456789ABC";
    alerts.raise(new Alert(Alert.Kind.VIDEO_REPORTED, task, "discord:7, discord:1, sora-2, relay"));
    awaitTold(1);
    assertThat(told.getFirst())
        .contains("media/videos/" + task + ".mp4", "discord:7, discord:1, sora-2, relay")
        .contains("Show again");
    assertThat(buttons)
        .containsExactly(
            new ButtonId(ButtonAction.RETRY_DELIVERY, task),
            new ButtonId(ButtonAction.DELETE, task));
    // Shown again, and reported by somebody else: that is news.
    alerts.raise(new Alert(Alert.Kind.VIDEO_REPORTED, task, "discord:8, discord:1, sora-2, relay"));
    awaitTold(2);
  }

  @Test
  void aFloodOfAlertsIsCutShort() {
    for (int i = 0; i < 60; i++) {
      alerts.raise(new Alert(Alert.Kind.TASK_UNCONFIRMED, "task " + i, ""));
    }
    alerts.close();
    assertThat(told).hasSizeBetween(20, 21);
  }

  @ParameterizedTest
  @EnumSource(Alert.Kind.class)
  void everyKindHasItsSentenceInBothLanguages(Alert.Kind kind) {
    try (AlertDispatcher chinese = alerts(Locale.SIMPLIFIED_CHINESE)) {
      alerts.raise(new Alert(kind, "apimart", "a detail"));
      chinese.raise(new Alert(kind, "apimart", "a detail"));
      awaitTold(2);
    }
    assertThat(told)
        .allMatch(t ->
            t.contains("apimart")
                || kind.name().startsWith("BUDGET")
                || kind.name().startsWith("DISK"));
    assertThat(told.stream().anyMatch(t -> t.codePoints().anyMatch(c -> c >= 0x4e00))).isTrue();
  }

  private void awaitTold(int count) {
    Awaitility.await().until(() -> told.size() == count);
  }
}
