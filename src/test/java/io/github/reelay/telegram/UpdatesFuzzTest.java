package io.github.reelay.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.reelay.chat.WebhookRoute;
import io.github.reelay.config.Secret;
import io.github.reelay.fuzz.Fuzz;
import io.github.reelay.fuzz.MutatedJson;
import io.github.reelay.telegram.api.TelegramOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Updates with anything wrong in them: each is handled or dropped, and holds up no other. */
class UpdatesFuzzTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String SECRET = "s3cret_s3cret";
  private static final String VIDEO =
      "\"video\":{\"file_id\":\"V\",\"file_unique_id\":\"v\",\"width\":9,\"height\":9,\"duration\":8}";

  /** What a message can hold; the first word of a line is the chat's type. */
  private static final List<String> MESSAGES =
      List.of(
          "private \"text\":\"/video a red fox 8s\"",
          "private \"text\":\"a red fox\",\"entities\":[{\"type\":\"bold\",\"offset\":0,\"length\":1}]",
          "private \"text\":\"/start generate_0123456789ABC\"",
          "supergroup \"text\":\"/video@reelay_bot a fox\",\"message_thread_id\":5,"
              + "\"entities\":[{\"type\":\"bot_command\",\"offset\":0,\"length\":17}]",
          "supergroup \"text\":\"@reelay_bot make it night\",\"reply_to_message\":"
              + "{\"message_id\":7,\"date\":1,\"chat\":{\"id\":5,\"type\":\"private\"},"
              + "\"from\":{\"id\":4242,\"is_bot\":true,\"first_name\":\"R\"},"
              + VIDEO
              + "}",
          "private \"caption\":\"the fox runs\",\"photo\":[{\"file_id\":\"P\","
              + "\"file_unique_id\":\"p\",\"width\":9,\"height\":9,\"file_size\":12}]",
          "private \"document\":{\"file_id\":\"D\",\"file_unique_id\":\"d\","
              + "\"mime_type\":\"image/png\",\"file_name\":\"a.png\",\"file_size\":12}",
          "private \"migrate_to_chat_id\":-100,\"new_chat_members\":[{\"id\":4242,\"is_bot\":true,"
              + "\"first_name\":\"R\"}]",
          "private \"text\":\"x\",\"external_reply\":{\"origin\":{\"type\":\"hidden_user\","
              + "\"date\":1,\"sender_user_name\":\"A\"}},\"quote\":{\"text\":\"x\",\"position\":0}");

  private final AtomicInteger ids = new AtomicInteger();

  @Test
  void aBrokenUpdateIsHandledOrDroppedAndHoldsUpNoOther() throws IOException {
    TelegramOptions.Webhook webhook =
        new TelegramOptions.Webhook(
            URI.create("https://bot.example/telegram/webhook"), new Secret(SECRET));
    try (TelegramFixture fixture = new TelegramFixture(webhook)) {
      fixture.start();
      await().until(fixture::isUp);
      WebhookRoute route = fixture.bot().webhook().orElseThrow();
      Fuzz.run(
          UpdatesFuzzTest.class,
          150,
          random -> {
            String body = MutatedJson.of(update(random), random);
            int status = receive(route, body);
            assertThat(status).as(body).isIn(200, 400, 413);
            await(body)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .atMost(Duration.ofSeconds(8))
                .until(() -> fixture.inbox.pendingCount() == 0);
          });
      int heard = fixture.conversation.calls.size();
      // No number that a broken update can have had, or it is taken for a repeated one.
      String help =
          TelegramFixture.message(77, TelegramFixture.ANN, "private", "\"text\":\"/help\"");
      assertThat(receive(route, "{\"update_id\":1,\"message\":" + help + "}")).isEqualTo(200);
      await().until(() -> fixture.conversation.calls.size() > heard);
    }
  }

  private static int receive(WebhookRoute route, String body) {
    return route.handler().handle(_ -> SECRET, body.getBytes(StandardCharsets.UTF_8));
  }

  /** Each of another number, so that none is taken for one that came already. */
  private JsonNode update(SplittableRandom random) throws IOException {
    int id = 1_000 + ids.incrementAndGet();
    String[] said = MESSAGES.get(random.nextInt(MESSAGES.size())).split(" ", 2);
    String album = random.nextInt(20) == 0 ? ",\"media_group_id\":\"g" + id + "\"" : "";
    String message = TelegramFixture.message(id, TelegramFixture.ANN, said[0], said[1] + album);
    return JSON.readTree(
        switch (random.nextInt(4)) {
          case 0 ->
              "{\"update_id\":%d,\"callback_query\":{\"id\":\"%d\",\"from\":{\"id\":1001,"
                      .formatted(id, id)
                  + "\"is_bot\":false,\"first_name\":\"Ann\"},\"chat_instance\":\"9\",\"data\":"
                  + "\"again:0123456789ABC\",\"message\":"
                  + message
                  + "}}";
          case 1 -> "{\"update_id\":%d,\"edited_message\":%s}".formatted(id, message);
          default -> "{\"update_id\":%d,\"message\":%s}".formatted(id, message);
        });
  }
}
