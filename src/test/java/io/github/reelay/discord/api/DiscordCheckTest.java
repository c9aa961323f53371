package io.github.reelay.discord.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.chat.TokenCheck;
import io.github.reelay.testing.TestSettings;
import java.io.IOException;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DiscordCheckTest {
  private final MockWebServer server = new MockWebServer();

  @BeforeEach
  void start() throws IOException {
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private TokenCheck ask(boolean messageContent) {
    return new DiscordCheck(
            DiscordOptions.read(
                    TestSettings.with(
                        "DISCORD_TOKEN", "t",
                        "DISCORD_API_URL", server.url("/api/v10/").toString(),
                        "REELAY_DISCORD_MESSAGE_CONTENT", String.valueOf(messageContent)))
                .orElseThrow())
        .run();
  }

  private void answer(int status, String body) {
    server.enqueue(new MockResponse.Builder().code(status).body(body).build());
  }

  @Test
  void theInviteAsksForExactlyWhatIsNeeded() {
    answer(200, "{\"id\":\"5\",\"username\":\"reelay\"}");
    answer(200, "{\"id\":\"6\",\"flags\":0}");
    assertThat(ask(false))
        .isEqualTo(
            new TokenCheck.Works(
                "reelay",
                List.of(
                    new TokenCheck.Hint(
                        TokenCheck.Severity.INFO,
                        "invite link",
                        "https://discord.com/oauth2/authorize?client_id=6"
                            + "&scope=bot+applications.commands&permissions=274878024704"))));
  }

  @Test
  void anIntentThatTheApplicationDoesNotHaveIsNamed() {
    answer(200, "{\"id\":\"5\",\"username\":\"reelay\"}");
    answer(200, "{\"id\":\"6\",\"flags\":0}");
    assertThat(((TokenCheck.Works) ask(true)).hints())
        .anyMatch(hint -> hint.severity() == TokenCheck.Severity.ERROR);
    answer(200, "{\"id\":\"5\",\"username\":\"reelay\"}");
    answer(200, "{\"id\":\"6\",\"flags\":524288}");
    assertThat(((TokenCheck.Works) ask(true)).hints())
        .noneMatch(hint -> hint.severity() == TokenCheck.Severity.ERROR);
  }

  @Test
  void aTokenThatDiscordDoesNotKnowIsRefused() {
    answer(401, "{\"message\":\"401: Unauthorized\",\"code\":0}");
    assertThat(ask(false)).isInstanceOf(TokenCheck.Refused.class);
  }

  @Test
  void anOutageSaysNothingAboutTheToken() {
    answer(502, "<html>");
    assertThat(ask(false)).isInstanceOf(TokenCheck.Unreachable.class);
  }
}
