package io.github.reelay.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.reelay.conversation.Answer;
import io.github.reelay.conversation.Message;
import io.github.reelay.conversation.Sender;
import io.github.reelay.task.TaskId;
import io.github.reelay.telegram.BotApiServer.Fault;
import io.github.reelay.telegram.api.TelegramIds;
import io.github.reelay.tracking.port.Alert;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole part against a server: what people write comes in once, whatever goes wrong. */
class TelegramChatTest {
  private BotWorld world;

  @BeforeEach
  void begin() throws IOException {
    world = new BotWorld();
  }

  @AfterEach
  void end() {
    world.close();
  }

  @Test
  void aCommandIsHeardAndAnsweredAsAReply() {
    world.start().says(11, "\"text\":\"/video a red fox 8s\"");
    await().until(() -> world.texts(BotWorld.ANN), List.of("heard: generate a red fox 8s")::equals);
    JsonNode reply = world.server.calls("sendmessage").getFirst().params();
    assertThat(reply.path("reply_parameters").path("message_id").asInt()).isEqualTo(11);
    assertThat(reply.path("reply_parameters").path("allow_sending_without_reply").asBoolean())
        .isTrue();
    assertThat(reply.has("parse_mode")).isFalse();
  }

  @Test
  void anUpdateIsStoredBeforeItIsConfirmed() {
    world.inbox.broken(true);
    world.start().says(11, "\"text\":\"/video a fox\"");
    await().until(() -> world.server.calls("getupdates").size() >= 2);
    assertThat(world.server.calls("getupdates"))
        .allMatch(c -> c.params().path("offset").asInt() == 0);
    world.inbox.broken(false);
    await().until(() -> world.conversation.heard, List.of("generate a fox")::equals);
  }

  @Test
  void theSameMessageUnderAnotherNumberOrdersNothingNew() {
    world.start().says(11, "\"text\":\"/video a fox\"");
    world.says(11, "\"text\":\"/video a fox\"");
    world.says(12, "\"text\":\"/help\"");
    await().until(() -> world.conversation.heard.contains("help"));
    assertThat(world.conversation.heard).containsExactlyInAnyOrder("generate a fox", "help");
  }

  @Test
  void anEditedMessageOrdersNothing() {
    world.start();
    world.server.update(
        "edited_message",
        BotWorld.message(11, BotWorld.ANN, "private", "\"text\":\"/video a fox\""));
    world.says(12, "\"text\":\"/help\"");
    await().until(() -> world.conversation.heard, List.of("help")::equals);
  }

  @Test
  void anUpdateThatCannotBeReadDoesNotHoldUpTheNext() {
    world.start();
    world.says(11, "\"photo\":[{\"file_id\":\"F\",\"width\":{},\"height\":1}]");
    world.server.update("message", "{\"message_id\":12}");
    world.says(13, "\"text\":\"/help\"");
    await().until(() -> world.conversation.heard, List.of("help")::equals);
    await().until(() -> world.inbox.waiting() == 0);
  }

  @Test
  void aConversationThatThrowsDoesNotHoldUpTheNext() {
    world.conversation.answers =
        what -> {
          if (what.contains("bad")) {
            throw new IllegalStateException("broken");
          }
          return new Answer.Reply(Message.of("ok"), false);
        };
    world.start().says(11, "\"text\":\"/video bad\"");
    world.says(12, "\"text\":\"/help\"");
    await().until(() -> world.texts(BotWorld.ANN), List.of("ok")::equals);
    await().until(() -> world.inbox.waiting() == 1);
  }

  @Test
  void updateNumbersThatStartAnewLowerAreFollowedWithoutHaste() {
    world.start().says(11, "\"text\":\"/help\"");
    await().until(() -> world.conversation.heard.size() == 1);
    world.server.nextUpdateId(500);
    world.says(12, "\"text\":\"/jobs\"");
    await().until(() -> world.conversation.heard.size() == 2);
    world.says(13, "\"text\":\"/usage\"");
    await().until(() -> world.conversation.heard.size() == 3);
    assertThat(world.server.calls("getupdates")).hasSizeLessThan(12);
  }

  @Test
  void whatWasStoredIsHandledAfterARestart() {
    world.conversation.answers =
        what -> {
          throw new IllegalStateException("killed");
        };
    world.start().says(11, "\"text\":\"/video a fox\"");
    await().until(() -> world.conversation.heard.size() == 1);
    world.conversation.answers = what -> new Answer.Reply(Message.of("ok"), false);
    world.restart();
    await().until(() -> world.texts(BotWorld.ANN), List.of("ok")::equals);
  }

  @Test
  void anotherPollerIsAnAlarmAndMakesThePartNotReady() {
    world.start();
    await().until(() -> world.bot().health().ready());
    world.server.fail(
        Fault.refuse("getupdates", 409, "Conflict: terminated by other getUpdates request"));
    await().until(() -> !world.bot().health().ready());
    assertThat(world.alerts).extracting(Alert::kind).contains(Alert.Kind.CHAT_CONFLICT);
  }

  @Test
  void aRefusedTokenIsAnAlarm() {
    world.server.fail(Fault.refuse("getme", 401, "Unauthorized"));
    world.start();
    await()
        .untilAsserted(() ->
            assertThat(world.alerts)
                .extracting(Alert::kind)
                .containsExactly(Alert.Kind.CHAT_TOKEN_REFUSED));
    await().until(() -> world.bot().health().ready());
  }

  @Test
  void aWebhookIsNotRemovedUnlessToldTo() {
    world.server.webhook("https://bot.example/hook");
    world.start();
    await().until(() -> !world.alerts.isEmpty());
    assertThat(world.alerts.getFirst().detail()).contains("webhook");
    assertThat(world.server.calls("deletewebhook")).isEmpty();
    assertThat(world.bot().health().ready()).isFalse();
  }

  @Test
  void aWebhookIsRemovedWhenToldTo() throws IOException {
    try (BotWorld other = new BotWorld(true, null)) {
      other.server.webhook("https://bot.example/hook");
      other.start().says(11, "\"text\":\"/help\"");
      await().until(() -> other.conversation.heard, List.of("help")::equals);
    }
  }

  @Test
  void thePictureIsTheLargestSizeAndIsFetchedWithItsStatusChecked() {
    world.server.file("photos/BIG", new byte[] {1, 2, 3});
    world
        .start()
        .says(
            11,
            "\"caption\":\"/video a fox\",\"photo\":["
                + "{\"file_id\":\"S\",\"file_unique_id\":\"s\",\"width\":90,\"height\":51},"
                + "{\"file_id\":\"BIG\",\"file_unique_id\":\"b\",\"width\":1280,\"height\":720}]");
    await().until(() -> world.conversation.heard, List.of("generate a fox +picture")::equals);
  }

  @Test
  void aPictureThatIsTooLargeIsSaidSo() {
    world
        .start()
        .says(
            11,
            "\"caption\":\"/video a fox\",\"document\":{\"file_id\":\"D\",\"file_unique_id\":\"d\","
                + "\"mime_type\":\"image/png\",\"file_size\":21000000}");
    await().until(() -> world.texts(BotWorld.ANN).size() == 1);
    assertThat(world.texts(BotWorld.ANN).getFirst()).contains("20 MB");
    assertThat(world.conversation.heard).isEmpty();
  }

  @Test
  void anAlbumIsOneRequestWithItsCaptionAndItsFirstPicture() {
    world.server.file("photos/A", new byte[] {1});
    String photo =
        "\"media_group_id\":\"g1\",\"photo\":[{\"file_id\":\"%s\",\"file_unique_id\":\"u\","
            + "\"width\":9,\"height\":9}]";
    world.start().says(21, photo.formatted("A"));
    world.says(22, photo.formatted("B") + ",\"caption\":\"/video both\"");
    world.says(23, photo.formatted("C"));
    await().until(() -> world.conversation.heard, List.of("generate both +picture")::equals);
    await().until(() -> world.inbox.waiting() == 0);
    assertThat(world.server.calls("getfile"))
        .singleElement()
        .extracting(c -> c.text("file_id"))
        .isEqualTo("A");
  }

  @Test
  void anAnswerToTheRemixQuestionIsARemixOfItsTaskAlsoAfterARestart() {
    TaskId source = TaskId.of(1_700_000_000_000L, 7);
    world.conversation.answers =
        what ->
            what.startsWith("press")
                ? new Answer.AskRemixPrompt(source, Message.of("What shall change?"))
                : new Answer.Reply(Message.of("ok"), false);
    world.start().presses("q1", BotWorld.ANN, 50, "remix:" + source);
    await().until(() -> world.server.calls("sendmessage").size() == 1);
    JsonNode question = world.server.messages(BotWorld.ANN).getFirst();
    JsonNode asked = world.server.calls("sendmessage").getFirst().params();
    assertThat(asked.path("reply_markup").path("force_reply").asBoolean()).isTrue();
    world.restart();
    world.says(60, "\"text\":\"make it night\",\"reply_to_message\":" + question);
    await().until(() -> world.conversation.heard.size() == 2);
    assertThat(world.conversation.heard.getLast()).isEqualTo("remixOf make it night of " + source);
  }

  @Test
  void aPressIsAnsweredOnceWithItsNote() {
    world.conversation.answers = what -> new Answer.Acknowledge(Message.of("Cancelled."));
    world.start().presses("q1", BotWorld.ANN, 50, "cancel:0123456789ABC");
    await().until(() -> world.server.calls("answercallbackquery").size() == 1);
    assertThat(world.server.calls("answercallbackquery").getFirst().text("text"))
        .isEqualTo("Cancelled.");
    assertThat(world.server.calls("sendmessage")).isEmpty();
  }

  @Test
  void aPressThatTakesLongIsAcknowledgedFirst() {
    world.conversation.answers =
        what -> {
          await().pollDelay(Duration.ofMillis(600)).until(() -> true);
          return new Answer.Reply(Message.of("done at last"), false);
        };
    world.start().presses("q1", BotWorld.ANN, 50, "again:0123456789ABC");
    await().until(() -> world.texts(BotWorld.ANN), List.of("done at last")::equals);
    assertThat(world.server.calls("answercallbackquery"))
        .singleElement()
        .extracting(c -> c.text("text"))
        .isEqualTo("");
  }

  @Test
  void aButtonOnAMessageThatIsNoLongerAccessibleIsHeard() {
    world.start();
    world.server.update(
        "callback_query",
        """
        {"id":"q9","from":{"id":1001,"is_bot":false,"first_name":"Ann"},"chat_instance":"9",
         "data":"again:0123456789ABC",
         "message":{"message_id":3,"date":0,"chat":{"id":1001,"type":"private"}}}
        """);
    await().until(() -> world.conversation.heard, List.of("press again:0123456789ABC")::equals);
  }

  @Test
  void whoWritesAsTheGroupIsTheGroupAndItsModerator() {
    world
        .start()
        .saysInGroup(
            31,
            "\"text\":\"/jobs\",\"sender_chat\":{\"id\":%d,\"type\":\"supergroup\",\"title\":\"T\"}"
                .formatted(BotWorld.GROUP));
    await().until(() -> world.conversation.speakers.size() == 1);
    Sender sender = world.conversation.speakers.getFirst();
    assertThat(sender.person().id()).isEqualTo(Long.toString(BotWorld.GROUP));
    assertThat(sender.isModerator().getAsBoolean()).isTrue();
  }

  @Test
  void onlyTopicMessagesAreAnsweredInATopic() {
    world.start().saysInGroup(31, "\"text\":\"/jobs\",\"message_thread_id\":5");
    await().until(() -> world.server.calls("sendmessage").size() == 1);
    world.saysInGroup(32, "\"text\":\"/jobs\",\"message_thread_id\":5,\"is_topic_message\":true");
    await().until(() -> world.server.calls("sendmessage").size() == 2);
    assertThat(world.server.calls("sendmessage"))
        .extracting(c -> c.params().path("message_thread_id").asInt())
        .containsExactly(0, 5);
  }

  @Test
  void aGroupThatBecameASupergroupMovesOnce() {
    world.start();
    world.server.update(
        "message",
        BotWorld.message(40, -55, "group", "\"migrate_to_chat_id\":%d".formatted(BotWorld.GROUP)));
    world.saysInGroup(1, "\"migrate_from_chat_id\":-55");
    world.saysInGroup(2, "\"text\":\"/jobs\"");
    await().until(() -> world.conversation.heard, List.of("jobs")::equals);
    await().until(() -> world.inbox.waiting() == 0);
    assertThat(world.moved)
        .containsExactly(List.of(TelegramIds.chat(-55), TelegramIds.chat(BotWorld.GROUP)));
  }

  @Test
  void commandsAreOfferedInBothLanguagesAndOldOnesRemoved() {
    world.start();
    await().until(() -> world.server.calls("deletemycommands").size() == 2);
    assertThat(world.server.calls("setmycommands"))
        .hasSize(6)
        .extracting(c -> c.text("language_code"))
        .contains("", "zh");
  }
}
