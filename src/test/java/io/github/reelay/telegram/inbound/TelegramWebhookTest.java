package io.github.reelay.telegram.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.reelay.chat.WebhookRoute;
import io.github.reelay.config.Secret;
import io.github.reelay.telegram.TelegramFixture;
import io.github.reelay.telegram.api.TelegramOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Being called instead of polling. */
class TelegramWebhookTest {
  private static final String SECRET = "s3cret_s3cret";

  private TelegramFixture fixture;

  @BeforeEach
  void begin() throws IOException {
    fixture =
        new TelegramFixture(
            new TelegramOptions.Webhook(
                URI.create("https://bot.example/telegram/webhook"), new Secret(SECRET)));
    fixture.start();
    await().until(() -> fixture.isUp());
  }

  @AfterEach
  void end() {
    fixture.close();
  }

  private int receive(@Nullable String secret, String body) {
    WebhookRoute route = fixture.bot().webhook().orElseThrow();
    return route
        .handler()
        .handle(
            name -> name.equals("X-Telegram-Bot-Api-Secret-Token") ? secret : null,
            body.getBytes(StandardCharsets.UTF_8));
  }

  private static String help() {
    return "{\"update_id\":1,\"message\":"
        + TelegramFixture.message(11, TelegramFixture.ANN, "private", "\"text\":\"/help\"")
        + "}";
  }

  @Test
  void theWebhookIsSetWithItsSecretAndNothingPolls() {
    assertThat(fixture.server.calls("setwebhook"))
        .singleElement()
        .extracting(c -> c.text("url"), c -> c.text("secret_token"))
        .containsExactly("https://bot.example/telegram/webhook", SECRET);
    assertThat(fixture.server.calls("getupdates")).isEmpty();
  }

  @Test
  void anUpdateIsStoredThenAcknowledgedThenHandled() {
    assertThat(receive(SECRET, help())).isEqualTo(200);
    assertThat(receive(SECRET, help())).isEqualTo(200);
    await().until(() -> fixture.conversation.calls, List.of("help")::equals);
  }

  @Test
  void whatCannotBeStoredIsToBeSentAgain() {
    fixture.inbox.setBroken(true);
    assertThat(receive(SECRET, help())).isEqualTo(503);
  }

  @Test
  void whoDoesNotKnowTheSecretIsTurnedAway() {
    assertThat(receive("s3cret_s3creT", help())).isEqualTo(403);
    assertThat(receive(null, "")).isEqualTo(403);
    assertThat(fixture.inbox.pendingCount()).isZero();
  }

  /** Stored once, it held up at every start whatever had come after it. */
  @Test
  void aPressOfNobodyOrNowhereIsDropped() {
    assertThat(
            receive(SECRET, "{\"update_id\":2,\"callback_query\":{\"id\":\"5\",\"data\":\"x\"}}"))
        .isEqualTo(200);
    assertThat(
            receive(
                SECRET,
                "{\"update_id\":3,\"callback_query\":{\"id\":\"6\",\"data\":\"x\",\"from\":{\"id\":1,"
                    + "\"is_bot\":false,\"first_name\":\"A\"},\"message\":{\"message_id\":1,\"date\":1}}}"))
        .isEqualTo(200);
    assertThat(fixture.inbox.pendingCount()).isZero();
  }

  @Test
  void whatIsTooLargeOrNoUpdateIsRefused() {
    assertThat(receive(SECRET, " ".repeat(1024 * 1024 + 1))).isEqualTo(413);
    assertThat(receive(SECRET, "<html>")).isEqualTo(400);
    assertThat(receive(SECRET, "[]")).isEqualTo(400);
  }
}
