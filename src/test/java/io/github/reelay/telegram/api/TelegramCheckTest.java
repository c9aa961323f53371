package io.github.reelay.telegram.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.chat.TokenCheck;
import io.github.reelay.telegram.TelegramTestServer;
import io.github.reelay.testing.TestSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the check says about a Bot API server of one's own. */
class TelegramCheckTest {
  private static List<TokenCheck.Severity> check(String localFiles) throws IOException {
    try (TelegramTestServer server = new TelegramTestServer()) {
      TelegramOptions options =
          TelegramOptions.read(
                  TestSettings.with(
                      "TELEGRAM_TOKEN",
                      TelegramTestServer.TOKEN,
                      "TELEGRAM_API_URL",
                      server.url().toString(),
                      "REELAY_TELEGRAM_LOCAL_FILES",
                      localFiles))
              .orElseThrow();
      return ((TokenCheck.Works) TelegramCheck.run(options))
          .hints().stream()
              .filter(hint -> hint.topic().equals("pictures"))
              .map(TokenCheck.Hint::severity)
              .toList();
    }
  }

  @Test
  void theFolderOfALocalServerIsAskedForAndLookedAt(@TempDir Path folder) throws IOException {
    assertThat(check("none")).containsExactly(TokenCheck.Severity.WARNING);
    assertThat(check(folder.resolve("missing").toString()))
        .containsExactly(TokenCheck.Severity.ERROR);
    assertThat(check(folder.toString())).isEmpty();
  }
}
