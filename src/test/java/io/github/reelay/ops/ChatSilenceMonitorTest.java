package io.github.reelay.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.chat.ChatHealth;
import io.github.reelay.testing.SettableClock;
import io.github.reelay.tracking.port.Alert;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChatSilenceMonitorTest {
  private static final ChatHealth DISCORD_UP = new ChatHealth("discord", true, "CONNECTED");
  private static final ChatHealth DISCORD_DOWN = new ChatHealth("discord", false, "CONNECTING");
  private static final ChatHealth TELEGRAM_DOWN =
      new ChatHealth("telegram", false, "Telegram does not answer");
  private static final Alert DISCORD_SILENT =
      new Alert(Alert.Kind.CHAT_SILENT, "discord", "CONNECTING");

  private final SettableClock clock = new SettableClock();
  private final List<Alert> raised = new ArrayList<>();
  private List<ChatHealth> chats = List.of(DISCORD_UP);
  private final ChatSilenceMonitor monitor =
      new ChatSilenceMonitor(() -> chats, raised::add, clock);

  @AfterEach
  void close() {
    monitor.close();
  }

  @Test
  void aReconnectWithinAMinuteIsNoAlert() {
    checkAfter(Duration.ZERO, DISCORD_DOWN);
    checkAfter(Duration.ofSeconds(59), DISCORD_DOWN);
    checkAfter(Duration.ofSeconds(1), DISCORD_UP);
    checkAfter(Duration.ofSeconds(10), DISCORD_DOWN);
    checkAfter(Duration.ofSeconds(59), DISCORD_DOWN);

    assertThat(raised).isEmpty();
  }

  @Test
  void aMinuteOfSilenceIsRaisedOnceHoweverLongItLasts() {
    checkAfter(Duration.ZERO, DISCORD_DOWN);
    checkAfter(Duration.ofMinutes(1), DISCORD_DOWN);
    checkAfter(Duration.ofHours(20), DISCORD_DOWN);

    assertThat(raised).containsExactly(DISCORD_SILENT);
  }

  @Test
  void aSecondSilenceIsRaisedAgain() {
    for (int time = 0; time < 2; time++) {
      checkAfter(Duration.ofSeconds(10), DISCORD_DOWN);
      checkAfter(Duration.ofMinutes(1), DISCORD_DOWN);
      checkAfter(Duration.ofSeconds(10), DISCORD_UP);
    }

    assertThat(raised).containsExactly(DISCORD_SILENT, DISCORD_SILENT);
  }

  @Test
  void everyChatIsWatchedOnItsOwn() {
    checkAfter(Duration.ZERO, DISCORD_DOWN);
    checkAfter(Duration.ofSeconds(30), DISCORD_DOWN, TELEGRAM_DOWN);
    checkAfter(Duration.ofSeconds(30), DISCORD_DOWN, TELEGRAM_DOWN);
    assertThat(raised).containsExactly(DISCORD_SILENT);

    checkAfter(Duration.ofSeconds(30), DISCORD_UP, TELEGRAM_DOWN);
    assertThat(raised)
        .containsExactly(
            DISCORD_SILENT,
            new Alert(Alert.Kind.CHAT_SILENT, "telegram", "Telegram does not answer"));
  }

  private void checkAfter(Duration time, ChatHealth... connections) {
    clock.advance(time);
    chats = List.of(connections);
    monitor.check();
  }
}
