package io.github.reelay.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.telegram.TelegramTestServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a bot that nobody asks takes up: its web chat is open, and it waits for Telegram's updates.
 */
class IdleCost {
  private static final Duration SETTLED = Duration.ofSeconds(20);
  private static final Duration MEASURED =
      Duration.ofSeconds(Integer.getInteger("reelay.bench.idle", 60));

  @TempDir private Path folder;

  @Test
  void nothingHappens() throws Exception {
    try (CountingRelay relay = CountingRelay.fast(SmallFilm.make(folder));
        TelegramTestServer chat = new TelegramTestServer()) {
      Map<String, String> environment = RelayEnvironment.of(folder, relay);
      environment.put("TELEGRAM_TOKEN", TelegramTestServer.TOKEN);
      environment.put("TELEGRAM_API_URL", chat.url().toString());
      try (ReelayProcess program = ReelayProcess.start("run", environment)) {
        assertThat(program.endsWithin(SETTLED.toMillis())).isFalse();
        Duration before = program.processorTime();
        assertThat(program.endsWithin(MEASURED.toMillis())).isFalse();
        Duration used = program.processorTime().minus(before);
        System.out.printf(
            "at rest for %d s: %.2f %% of a core, %d MB%n",
            MEASURED.toSeconds(),
            100.0 * used.toMillis() / MEASURED.toMillis(),
            program.residentKb() / 1024);
        assertThat(program.stop()).isIn(0, 143);
      }
    }
  }
}
