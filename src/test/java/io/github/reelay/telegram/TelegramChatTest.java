package io.github.reelay.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.reelay.conversation.Answer;
import io.github.reelay.conversation.Button;
import io.github.reelay.conversation.ButtonAction;
import io.github.reelay.conversation.ButtonId;
import io.github.reelay.conversation.Message;
import io.github.reelay.conversation.RichText;
import io.github.reelay.conversation.Sender;
import io.github.reelay.policy.Scope;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.TaskState;
import io.github.reelay.task.Video;
import io.github.reelay.task.ref.Destination;
import io.github.reelay.task.ref.MessageRef;
import io.github.reelay.telegram.TelegramTestServer.Fault;
import io.github.reelay.telegram.api.TelegramIds;
import io.github.reelay.testing.TaskExamples;
import io.github.reelay.tracking.port.Alert;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole part against a server: what people write comes in once, whatever goes wrong. */
class TelegramChatTest {
  private TelegramFixture fixture;

  @BeforeEach
  void begin() throws IOException {
    fixture = new TelegramFixture();
  }

  @AfterEach
  void end() {
    fixture.close();
  }

  @Test
  void aCommandIsHeardAndAnsweredAsAReply() {
    fixture.start().says(11, "\"text\":\"/video a red fox 8s\"");
    await()
        .until(
            () -> fixture.texts(TelegramFixture.ANN),
            List.of("heard: generate a red fox 8s")::equals);
    JsonNode reply = fixture.server.calls("sendmessage").getFirst().params();
    assertThat(reply.path("reply_parameters").path("message_id").asInt()).isEqualTo(11);
    assertThat(reply.path("reply_parameters").path("allow_sending_without_reply").asBoolean())
        .isTrue();
    assertThat(reply.has("parse_mode")).isFalse();
  }

  @Test
  void anUpdateIsStoredBeforeItIsConfirmed() {
    fixture.inbox.setBroken(true);
    fixture.start().says(11, "\"text\":\"/video a fox\"");
    await().until(() -> fixture.server.calls("getupdates").size() >= 2);
    assertThat(fixture.server.calls("getupdates"))
        .allMatch(c -> c.params().path("offset").asInt() == 0);
    fixture.inbox.setBroken(false);
    await().until(() -> fixture.conversation.calls, List.of("generate a fox")::equals);
  }

  @Test
  void theSameMessageUnderAnotherNumberOrdersNothingNew() {
    fixture.start().says(11, "\"text\":\"/video a fox\"");
    fixture.says(11, "\"text\":\"/video a fox\"");
    fixture.says(12, "\"text\":\"/help\"");
    await().until(() -> fixture.conversation.calls.contains("help"));
    assertThat(fixture.conversation.calls).containsExactlyInAnyOrder("generate a fox", "help");
  }

  @Test
  void anEditedMessageOrdersNothing() {
    fixture.start();
    fixture.server.update(
        "edited_message",
        TelegramFixture.message(11, TelegramFixture.ANN, "private", "\"text\":\"/video a fox\""));
    fixture.says(12, "\"text\":\"/help\"");
    await().until(() -> fixture.conversation.calls, List.of("help")::equals);
  }

  @Test
  void anUpdateThatCannotBeReadDoesNotHoldUpTheNext() {
    fixture.start();
    fixture.says(11, "\"photo\":[{\"file_id\":\"F\",\"width\":{},\"height\":1}]");
    fixture.server.update("message", "{\"message_id\":12}");
    String pinned = "\"text\":\"x\"";
    for (int i = 0; i < 900; i++) { // deep enough to exhaust a thread's stack
      pinned =
          "\"pinned_message\":"
              + TelegramFixture.message(i, TelegramFixture.ANN, "private", pinned);
    }
    fixture.says(13, pinned);
    fixture.says(14, "\"text\":\"/help\"");
    await().until(() -> fixture.conversation.calls, List.of("help")::equals);
    await().until(() -> fixture.inbox.pendingCount() == 0);
  }

  @Test
  void aConversationThatThrowsDoesNotHoldUpTheNext() {
    fixture.conversation.answers =
        what -> {
          if (what.contains("bad")) {
            throw new IllegalStateException("broken");
          }
          return new Answer.Reply(Message.of("ok"), false);
        };
    fixture.start().says(11, "\"text\":\"/video bad\"");
    fixture.says(12, "\"text\":\"/help\"");
    await().until(() -> fixture.texts(TelegramFixture.ANN), List.of("ok")::equals);
    await().until(() -> fixture.inbox.pendingCount() == 1);
  }

  @Test
  void updateNumbersThatStartAnewLowerAreFollowedWithoutHaste() {
    fixture.start().says(11, "\"text\":\"/help\"");
    await().until(() -> fixture.conversation.calls.size() == 1);
    fixture.server.nextUpdateId(500);
    fixture.says(12, "\"text\":\"/jobs\"");
    await().until(() -> fixture.conversation.calls.size() == 2);
    fixture.says(13, "\"text\":\"/usage\"");
    await().until(() -> fixture.conversation.calls.size() == 3);
    assertThat(fixture.server.calls("getupdates")).hasSizeLessThan(12);
  }

  @Test
  void whatWasStoredIsHandledAfterARestart() {
    fixture.conversation.answers =
        what -> {
          throw new IllegalStateException("killed");
        };
    fixture.start().says(11, "\"text\":\"/video a fox\"");
    await().until(() -> fixture.conversation.calls.size() == 1);
    fixture.conversation.answers = what -> new Answer.Reply(Message.of("ok"), false);
    fixture.restart();
    await().until(() -> fixture.texts(TelegramFixture.ANN), List.of("ok")::equals);
  }

  @Test
  void anotherPollerIsAnAlarmAndMakesThePartNotReady() {
    fixture.start();
    await().until(() -> fixture.isUp());
    fixture.server.fail(
        Fault.refuse("getupdates", 409, "Conflict: terminated by other getUpdates request"));
    await().until(() -> !fixture.isUp());
    assertThat(fixture.alerts).extracting(Alert::kind).contains(Alert.Kind.CHAT_CONFLICT);
  }

  @Test
  void aRefusedTokenIsAnAlarm() {
    fixture.server.fail(Fault.refuse("getme", 401, "Unauthorized"));
    fixture.start();
    await()
        .untilAsserted(() ->
            assertThat(fixture.alerts)
                .extracting(Alert::kind)
                .containsExactly(Alert.Kind.CHAT_TOKEN_REFUSED));
    await().until(() -> fixture.isUp());
  }

  @Test
  void aWebhookIsNotRemovedUnlessToldTo() {
    fixture.server.webhook("https://bot.example/hook");
    fixture.start();
    await().until(() -> !fixture.alerts.isEmpty());
    assertThat(fixture.alerts.getFirst().detail()).contains("webhook");
    assertThat(fixture.server.calls("deletewebhook")).isEmpty();
    assertThat(fixture.isUp()).isFalse();
  }

  @Test
  void aWebhookIsRemovedWhenToldTo() throws IOException {
    try (TelegramFixture other = new TelegramFixture(true, null)) {
      other.server.webhook("https://bot.example/hook");
      other.start().says(11, "\"text\":\"/help\"");
      await().until(() -> other.conversation.calls, List.of("help")::equals);
    }
  }

  @Test
  void thePictureIsTheLargestSizeAndIsFetchedWithItsStatusChecked() {
    fixture.server.file("photos/BIG", new byte[] {1, 2, 3});
    fixture
        .start()
        .says(
            11,
            "\"caption\":\"/video a fox\",\"photo\":["
                + "{\"file_id\":\"S\",\"file_unique_id\":\"s\",\"width\":90,\"height\":51},"
                + "{\"file_id\":\"BIG\",\"file_unique_id\":\"b\",\"width\":1280,\"height\":720}]");
    await()
        .until(() -> fixture.conversation.calls, List.of("generate a fox with a picture")::equals);
  }

  @Test
  void aFileThatIsNoPictureIsSaidSoAndNothingIsOrdered() {
    fixture.server.file("photos/D", "HEIC".getBytes(StandardCharsets.UTF_8));
    String file =
        "\"document\":{\"file_id\":\"D\",\"file_unique_id\":\"d\",\"file_name\":\"IMG.HEIC\"}";
    fixture.start().says(11, "\"caption\":\"/video a fox\"," + file);
    await().until(() -> fixture.texts(TelegramFixture.ANN).size() == 1);
    assertThat(fixture.texts(TelegramFixture.ANN).getFirst()).contains("HEIC");
    assertThat(fixture.conversation.calls).isEmpty();
  }

  @Test
  void aPictureSentAsAFileIsTakenByItsBytes() {
    fixture.server.file("photos/D", new byte[] {1, 2, 3});
    fixture
        .start()
        .says(
            11,
            "\"caption\":\"/video a fox\",\"document\":{\"file_id\":\"D\",\"file_unique_id\":\"d\","
                + "\"file_name\":\"IMG.JPG\",\"mime_type\":\"application/octet-stream\"}");
    await()
        .until(() -> fixture.conversation.calls, List.of("generate a fox with a picture")::equals);
  }

  @Test
  void aCommandInReplyToAClipOrdersNothingAndSaysWhatWorks() {
    fixture
        .start()
        .saysInGroup(
            31,
            "\"text\":\"/video a fox\",\"reply_to_message\":"
                + TelegramFixture.message(
                    30,
                    TelegramFixture.GROUP,
                    "supergroup",
                    "\"animation\":{\"file_id\":\"G\",\"file_unique_id\":\"g\",\"width\":1,\"height\":1,"
                        + "\"duration\":1}"));
    await().until(() -> fixture.texts(TelegramFixture.GROUP).size() == 1);
    assertThat(fixture.texts(TelegramFixture.GROUP).getFirst()).contains("not started anything");
    assertThat(fixture.conversation.calls).isEmpty();
  }

  @Test
  void aPictureThatIsTooLargeIsSaidSo() {
    fixture
        .start()
        .says(
            11,
            "\"caption\":\"/video a fox\",\"document\":{\"file_id\":\"D\",\"file_unique_id\":\"d\","
                + "\"mime_type\":\"image/png\",\"file_size\":21000000}");
    await().until(() -> fixture.texts(TelegramFixture.ANN).size() == 1);
    assertThat(fixture.texts(TelegramFixture.ANN).getFirst()).contains("20 MB");
    assertThat(fixture.conversation.calls).isEmpty();
  }

  @Test
  void aLocalServersFileIsReadFromItsFolderAndNoOther(@TempDir Path folder) throws IOException {
    Path files = Files.createDirectory(folder.resolve("server"));
    Files.write(files.resolve("IN"), new byte[] {1, 2, 3});
    Path secret = Files.write(folder.resolve("secret"), new byte[] {1, 2, 3});
    Files.createSymbolicLink(files.resolve("OUT"), secret);
    fixture.localFiles = Optional.of(files);
    fixture.server.fileFolder = files.toString();
    fixture.restart();
    String photo =
        "\"caption\":\"/video a fox\",\"photo\":[{\"file_id\":\"%s\",\"file_unique_id\":\"u\","
            + "\"width\":9,\"height\":9}]";
    fixture.says(11, photo.formatted("IN"));
    await()
        .until(() -> fixture.conversation.calls, List.of("generate a fox with a picture")::equals);
    fixture.says(12, photo.formatted("OUT"));
    await().until(() -> fixture.texts(TelegramFixture.ANN).size() == 2);
    assertThat(fixture.texts(TelegramFixture.ANN).getLast()).contains("could not fetch");
    assertThat(fixture.conversation.calls).hasSize(1);
  }

  @Test
  void aDeleteThatTelegramPutsOffIsAskedAgain() {
    MessageRef video = TelegramIds.message(TelegramFixture.ANN, 100);
    fixture.conversation.answers =
        what -> new Answer.DeleteMessages(List.of(video), List.of(), Message.of("Deleted."));
    fixture.server.fail(Fault.busy("deletemessage", 1));
    fixture.start().presses("q1", TelegramFixture.ANN, 50, "delete:0123456789ABC");
    await().until(() -> fixture.server.calls("deletemessage").size() == 2);
  }

  /** A private chat has no links to its messages. */
  @Test
  void whatLinkedToADeletedVideoIsCaptionedAnewAsItWasPosted() {
    MessageRef video = TelegramIds.message(TelegramFixture.ANN, 100);
    fixture.conversation.answers =
        _ ->
            new Answer.DeleteMessages(
                List.of(video),
                List.of(
                    posted(TelegramFixture.ANN, 99, false),
                    posted(TelegramFixture.GROUP, 101, false),
                    posted(TelegramFixture.GROUP, 102, true)),
                Message.of("Deleted."));
    fixture.start().presses("q1", TelegramFixture.ANN, 50, "delete-now:0123456789ABC");
    await().until(() -> fixture.server.calls("editmessagecaption").size() == 2);
    List<TelegramTestServer.Call> edits = fixture.server.calls("editmessagecaption");
    assertThat(edits.getFirst().params().path("message_id").asInt()).isEqualTo(101);
    assertThat(edits.getFirst().text("caption")).doesNotContain("smaller copy");
    assertThat(edits.getFirst().params().path("reply_markup").toString())
        .contains("remix:")
        .doesNotContain("fetch:");
    assertThat(edits.getLast().text("caption")).contains("smaller copy");
    assertThat(edits.getLast().params().path("reply_markup").toString()).contains("fetch:");
  }

  @Test
  void aVideoThatIsALinkIsSaidAnewWithTheSameLink() {
    fixture.media.link = URI.create("https://bot.example/media/v?sig=1");
    MessageRef linkMessage = TelegramIds.message(TelegramFixture.GROUP, 103);
    fixture.conversation.answers =
        _ ->
            new Answer.DeleteMessages(
                List.of(TelegramIds.message(TelegramFixture.ANN, 100)),
                List.of(
                    TaskExamples.accepted(Destination.of(linkMessage.chat()))
                        .withState(
                            new TaskState.Delivered(
                                Instant.EPOCH, TaskExamples.video(1), linkMessage, true, null))),
                Message.of("Deleted."));
    fixture.start().presses("q1", TelegramFixture.ANN, 50, "delete-now:0123456789ABC");
    await().until(() -> fixture.server.calls("editmessagetext").size() == 1);
    TelegramTestServer.Call edit = fixture.server.calls("editmessagetext").getFirst();
    assertThat(edit.params().path("message_id").asInt()).isEqualTo(103);
    assertThat(edit.params().path("entities").toString()).contains(fixture.media.link.toString());
    assertThat(edit.params().path("reply_markup").toString()).contains("remix:");
  }

  private static Task posted(long chat, int message, boolean asCopy) {
    return TaskExamples.accepted(Destination.of(TelegramIds.chat(chat)))
        .withState(
            new TaskState.Delivered(
                Instant.EPOCH,
                TaskExamples.video(1),
                TelegramIds.message(chat, message),
                false,
                asCopy));
  }

  @Test
  void aReportedVideoIsDeletedAndTheChatIsTold() {
    MessageRef video = TelegramIds.message(TelegramFixture.ANN, 100);
    MessageRef clip = TelegramIds.message(TelegramFixture.ANN, 101);
    fixture.conversation.answers =
        what -> new Answer.HideVideo(video, List.of(clip), List.of(), Message.of("Hidden."));
    fixture.start().says(11, "\"text\":\"/report\"");
    await().until(() -> fixture.texts(TelegramFixture.ANN), List.of("Hidden.")::equals);
    assertThat(fixture.conversation.calls).containsExactly("report on newest");
    assertThat(fixture.server.calls("deletemessage"))
        .extracting(call -> call.params().path("message_id").asInt())
        .containsExactly(100, 101);

    fixture.server.fail(
        Fault.refuse("deletemessage", 400, "Bad Request: message can't be deleted for everyone"));
    fixture.says(12, "\"text\":\"/report\"");
    await().until(() -> fixture.texts(TelegramFixture.ANN).size() == 2);
    assertThat(fixture.texts(TelegramFixture.ANN).getLast()).contains("for 48 hours only");
  }

  @Test
  void aLinkIsSaidInTheChatWhereItCanBeFollowed() {
    fixture.conversation.answers =
        _ ->
            new Answer.Reply(
                Message.of(RichText.builder().link("Download", "https://x.example/v").build()),
                true);
    fixture.start().presses("q1", TelegramFixture.ANN, 50, "fetch:0123456789ABC");
    await().until(() -> fixture.texts(TelegramFixture.ANN), List.of("Download")::equals);
    assertThat(fixture.server.calls("answercallbackquery").getFirst().text("text")).isEmpty();
  }

  @Test
  void aClipAloneIsSentAsAVideoWithoutASound(@TempDir Path folder) throws IOException {
    fixture.conversation.answers = _ -> clipAlone(folder.resolve("clip.mp4"));
    Files.write(folder.resolve("clip.mp4"), new byte[] {7, 8, 9});
    fixture.start().presses("q1", TelegramFixture.ANN, 50, "clip:0123456789ABC");

    await().until(() -> fixture.server.calls("sendvideo").size() == 1);
    TelegramTestServer.Call video = fixture.server.calls("sendvideo").getFirst();
    assertThat(video.text("caption")).isEqualTo("Clip #9ABC alone: a door");
    assertThat(video.text("disable_notification")).isEqualTo("true");
    assertThat(video.text("width")).isEqualTo("720");
    assertThat(video.text("duration")).isEqualTo("10");
    assertThat(video.parts().values())
        .anySatisfy(part -> assertThat(part).containsExactly(7, 8, 9));
    await()
        .untilAsserted(() ->
            assertThat(fixture.conversation.calls)
                .as("so that a reply to it is one to its video")
                .anyMatch(call -> call.matches("shown 0123456789ABC \\d+")));
  }

  @Test
  void aClipThatCannotBeSentIsSaid(@TempDir Path folder) {
    fixture.conversation.answers = _ -> clipAlone(folder.resolve("clip-that-is-gone.mp4"));
    fixture.start().presses("q1", TelegramFixture.ANN, 50, "clip:0123456789ABC");

    await().until(() -> fixture.texts(TelegramFixture.ANN).size() == 1);
    assertThat(fixture.texts(TelegramFixture.ANN))
        .containsExactly("The clip could not be sent here. Please try again in a minute.");
  }

  private static Answer clipAlone(Path file) {
    return new Answer.ShowVideo(
        new TaskId("0123456789ABC"),
        new Video("0123456789ABC.mp4", 3, 720, 1280, Duration.ofSeconds(10), "00"),
        file,
        Message.of("Clip #9ABC alone: a door"));
  }

  @Test
  void anAlbumIsOneRequestWithItsCaptionAndAllItsPictures() {
    for (String picture : List.of("A", "B", "C")) {
      fixture.server.file("photos/" + picture, new byte[] {1});
    }
    String photo =
        "\"media_group_id\":\"g1\",\"photo\":[{\"file_id\":\"%s\",\"file_unique_id\":\"u\","
            + "\"width\":9,\"height\":9}]";
    fixture.start().says(21, photo.formatted("A"));
    fixture.says(22, photo.formatted("B") + ",\"caption\":\"/video both\"");
    fixture.says(23, photo.formatted("C"));
    await()
        .until(() -> fixture.conversation.calls, List.of("generate both with 3 pictures")::equals);
    await().until(() -> fixture.inbox.pendingCount() == 0);
    assertThat(fixture.server.calls("getfile"))
        .extracting(c -> c.text("file_id"))
        .containsExactly("A", "B", "C");
  }

  @Test
  void anAnswerToTheRemixQuestionIsARemixOfItsTaskAlsoAfterARestart() {
    TaskId source = TaskId.of(1_700_000_000_000L, 7);
    fixture.conversation.answers =
        what ->
            what.startsWith("press")
                ? new Answer.AskPrompt(
                    new ButtonId(ButtonAction.REMIX, source.value()),
                    Message.of("What shall change?"),
                    "",
                    false)
                : new Answer.Reply(Message.of("ok"), false);
    fixture.start().presses("q1", TelegramFixture.ANN, 50, "remix:" + source);
    await().until(() -> fixture.server.calls("sendmessage").size() == 1);
    JsonNode question = fixture.server.messages(TelegramFixture.ANN).getFirst();
    JsonNode asked = fixture.server.calls("sendmessage").getFirst().params();
    assertThat(asked.path("reply_markup").path("force_reply").asBoolean()).isTrue();
    fixture.restart();
    fixture.says(60, "\"text\":\"make it night\",\"reply_to_message\":" + question);
    await().until(() -> fixture.conversation.calls.size() == 2);
    assertThat(fixture.conversation.calls.getLast()).isEqualTo("remix make it night of " + source);
    await()
        .until(
            () -> fixture.texts(TelegramFixture.ANN),
            left -> left.contains("ok") && left.size() == 1);
  }

  @Test
  void inAGroupTheQuestionNamesWhomItIsForOnALineOfItsOwn() {
    TaskId source = TaskId.of(1_700_000_000_000L, 7);
    fixture.conversation.answers =
        _ ->
            new Answer.AskPrompt(
                new ButtonId(ButtonAction.REMIX, source.value()),
                Message.of("What shall change?"),
                "",
                false);
    fixture.start().presses("q1", TelegramFixture.GROUP, 50, "remix:" + source);
    await().until(() -> fixture.server.calls("sendmessage").size() == 1);
    JsonNode asked = fixture.server.calls("sendmessage").getFirst().params();
    assertThat(asked.path("text").asText()).isEqualTo("Ann\nWhat shall change? 🎬");
    JsonNode name = asked.path("entities").get(0);
    assertThat(name.path("type").asText()).isEqualTo("text_mention");
    assertThat(name.path("length").asInt()).isEqualTo("Ann".length());
    assertThat(asked.path("reply_markup").path("selective").asBoolean()).isTrue();
  }

  @Test
  void anOrderlyStopTakesAwayWhatAGroupReadsForOnePerson() {
    fixture.conversation.answers =
        what -> new Answer.Reply(Message.of("Answer to " + what), what.contains("usage"));
    fixture.start().saysInGroup(60, "\"text\":\"/usage\"");
    fixture.saysInGroup(61, "\"text\":\"/video fox\"");
    fixture.says(62, "\"text\":\"/usage\"");
    await().until(() -> fixture.server.calls("sendmessage").size() == 3);
    JsonNode usage =
        fixture.server.messages(TelegramFixture.GROUP).stream()
            .filter(m -> m.path("text").asText().contains("usage"))
            .findFirst()
            .orElseThrow();
    assertThat(fixture.server.calls("deletemessage")).isEmpty();

    fixture.bot().close();

    assertThat(fixture.server.calls("deletemessage"))
        .singleElement()
        .extracting(call -> call.text("message_id"))
        .isEqualTo(usage.path("message_id").asText());
    assertThat(fixture.texts(TelegramFixture.ANN)).hasSize(1);
  }

  /** Its button shows a card in its place, which is for all to see. */
  @Test
  void aRefusalThatBecameACardStays() {
    fixture.conversation.answers =
        what ->
            what.startsWith("press")
                ? new Answer.ReplaceMessage(Message.of("A card."))
                : new Answer.Reply(Message.of("No."), true);
    fixture.start().saysInGroup(60, "\"text\":\"/video fox\"");
    await().until(() -> fixture.server.messages(TelegramFixture.GROUP).size() == 1);
    int refusal =
        fixture.server.messages(TelegramFixture.GROUP).getFirst().path("message_id").asInt();
    fixture.presses("q1", TelegramFixture.GROUP, refusal, "mend:0123456789ABC");
    await().until(() -> fixture.texts(TelegramFixture.GROUP).equals(List.of("A card.")));

    fixture.bot().close();

    assertThat(fixture.server.calls("deletemessage")).isEmpty();
  }

  @Test
  void aPressIsAnsweredOnceWithItsNote() {
    fixture.conversation.answers = what -> new Answer.Acknowledge(Message.of("Cancelled."));
    fixture.start().presses("q1", TelegramFixture.ANN, 50, "cancel:0123456789ABC");
    await().until(() -> fixture.server.calls("answercallbackquery").size() == 1);
    assertThat(fixture.server.calls("answercallbackquery").getFirst().text("text"))
        .isEqualTo("Cancelled.");
    assertThat(fixture.server.calls("sendmessage")).isEmpty();
  }

  @Test
  void aCardGoesWhenItsVideoIsAskedForOrLosesItsButtonsWhereItMustStay() {
    fixture.conversation.answers =
        what ->
            new Answer.TaskStarted(
                TaskExamples.accepted(Destination.of(TelegramIds.chat(TelegramFixture.ANN))),
                Message.of("confirmed"));
    fixture.start().presses("q1", TelegramFixture.ANN, 50, "generate:0123456789ABC");
    await().until(() -> fixture.server.calls("deletemessage").size() == 1);

    fixture.server.fail(
        Fault.refuse("deletemessage", 400, "Bad Request: message can't be deleted for everyone"));
    fixture.presses("q2", TelegramFixture.ANN, 51, "generate:0123456789ABC");
    await().until(() -> fixture.server.calls("editmessagetext").size() == 1);
    assertThat(fixture.server.calls("editmessagetext").getFirst().text("text"))
        .isEqualTo("confirmed");
  }

  @Test
  void aPressThatTakesLongIsAcknowledgedFirst() {
    fixture.conversation.answers =
        what -> {
          await().pollDelay(Duration.ofMillis(600)).until(() -> true);
          return new Answer.Reply(Message.of("done at last"), false);
        };
    fixture.start().presses("q1", TelegramFixture.ANN, 50, "again:0123456789ABC");
    await().until(() -> fixture.texts(TelegramFixture.ANN), List.of("done at last")::equals);
    assertThat(fixture.server.calls("answercallbackquery"))
        .singleElement()
        .extracting(c -> c.text("text"))
        .isEqualTo("");
  }

  @Test
  void aNoteThatComesTooLateForThePressIsSaidInTheChatForAWhile() {
    fixture.conversation.answers =
        what -> {
          await().pollDelay(Duration.ofMillis(600)).until(() -> true);
          return new Answer.Acknowledge(Message.of("Only who asked for it can do that."));
        };
    fixture.start().presses("q1", TelegramFixture.ANN, 50, "delete-now:0123456789ABC");
    await()
        .until(
            () -> fixture.texts(TelegramFixture.ANN),
            List.of("Only who asked for it can do that.")::equals);
    fixture.bot().close();
    assertThat(fixture.texts(TelegramFixture.ANN)).as("taken away again").isEmpty();
  }

  @Test
  void aButtonOnAMessageThatIsNoLongerAccessibleIsHeard() {
    fixture.start();
    fixture.server.update(
        "callback_query",
        """
        {"id":"q9","from":{"id":1001,"is_bot":false,"first_name":"Ann"},"chat_instance":"9",
         "data":"again:0123456789ABC",
         "message":{"message_id":3,"date":0,"chat":{"id":1001,"type":"private"}}}
        """);
    await()
        .until(() -> fixture.conversation.calls, List.of("press again:0123456789ABC on 3")::equals);
  }

  @Test
  void whoWritesAsTheGroupIsTheGroupAndItsModerator() {
    fixture
        .start()
        .saysInGroup(
            31,
            "\"text\":\"/jobs\",\"sender_chat\":{\"id\":%d,\"type\":\"supergroup\",\"title\":\"T\"}"
                .formatted(TelegramFixture.GROUP));
    await().until(() -> fixture.conversation.senders.size() == 1);
    Sender sender = fixture.conversation.senders.getFirst();
    assertThat(sender.person().id()).isEqualTo(Long.toString(TelegramFixture.GROUP));
    assertThat(sender.isModerator().getAsBoolean()).isTrue();
  }

  @Test
  void onlyTopicMessagesAreAnsweredInATopic() {
    fixture.start().saysInGroup(31, "\"text\":\"/jobs\",\"message_thread_id\":5");
    await().until(() -> fixture.server.calls("sendmessage").size() == 1);
    fixture.saysInGroup(32, "\"text\":\"/jobs\",\"message_thread_id\":5,\"is_topic_message\":true");
    await().until(() -> fixture.server.calls("sendmessage").size() == 2);
    assertThat(fixture.server.calls("sendmessage"))
        .extracting(c -> c.params().path("message_thread_id").asInt())
        .containsExactly(0, 5);
  }

  @Test
  void aGroupThatBecameASupergroupMovesOnce() {
    fixture.start();
    fixture.server.update(
        "message",
        TelegramFixture.message(
            40, -55, "group", "\"migrate_to_chat_id\":%d".formatted(TelegramFixture.GROUP)));
    fixture.saysInGroup(1, "\"migrate_from_chat_id\":-55");
    fixture.saysInGroup(2, "\"text\":\"/jobs\"");
    await().until(() -> fixture.conversation.calls, List.of("jobs")::equals);
    await().until(() -> fixture.inbox.pendingCount() == 0);
    assertThat(fixture.tasks.movedChats)
        .containsExactly(List.of(TelegramIds.chat(-55), TelegramIds.chat(TelegramFixture.GROUP)));
  }

  @Test
  void commandsAreOfferedInBothLanguagesAndOldOnesRemoved() {
    fixture.start();
    await().until(() -> fixture.server.calls("deletemycommands").size() == 2);
    assertThat(fixture.server.calls("setmycommands"))
        .hasSize(6)
        .extracting(c -> c.text("language_code"))
        .contains("", "zh");
  }

  @Test
  void descriptionsAndTheMenuButtonAreSetWhereTheyDiffer() {
    fixture.start();
    await().until(() -> fixture.server.calls("setchatmenubutton").size() == 1);
    assertThat(fixture.server.profile)
        .containsOnlyKeys(
            "description", "description zh", "shortdescription", "shortdescription zh", "menu")
        .containsEntry("shortdescription", "I make short videos from your words or a picture.")
        .containsEntry("menu", "commands");
    assertThat(String.valueOf(fixture.server.profile.get("description")))
        .contains("A card shows the price before anything is made.")
        .hasSizeLessThan(512);

    fixture.restart();
    await().until(() -> fixture.server.calls("getchatmenubutton").size() == 2);
    assertThat(fixture.server.calls("setmydescription")).hasSize(2);
    assertThat(fixture.server.calls("setmyshortdescription")).hasSize(2);
    assertThat(fixture.server.calls("setchatmenubutton")).hasSize(1);
  }

  @Test
  void whatTheOperatorWroteAtBotFatherStays() {
    fixture.server.profile.put("description", "Ours, for the club.");
    fixture.server.profile.put("shortdescription zh", "我们的");
    fixture.server.profile.put("menu", "web_app");
    fixture.start();
    await().until(() -> fixture.server.calls("getchatmenubutton").size() == 1);
    assertThat(fixture.server.profile)
        .containsEntry("description", "Ours, for the club.")
        .containsEntry("shortdescription zh", "我们的")
        .containsEntry("shortdescription", "I make short videos from your words or a picture.")
        .doesNotContainKey("description zh");
    assertThat(fixture.server.calls("setchatmenubutton")).isEmpty();
  }

  @Test
  void inAGroupItSaysOnceWhoItIsWithAnExample() {
    String added = "\"new_chat_members\":[{\"id\":%d,\"is_bot\":true,\"first_name\":\"R\"}]";
    fixture.start().saysInGroup(11, added.formatted(TelegramTestServer.BOT_ID));
    await().until(() -> fixture.texts(TelegramFixture.GROUP), List.of("Hello.")::equals);
    JsonNode said = fixture.server.messages(TelegramFixture.GROUP).getFirst();
    assertThat(said.at("/reply_markup/inline_keyboard/0/0/callback_data").asText())
        .isEqualTo("example:here");

    fixture.saysInGroup(12, added.formatted(TelegramTestServer.BOT_ID));
    await().until(() -> fixture.inbox.pendingCount() == 0);
    assertThat(fixture.texts(TelegramFixture.GROUP)).hasSize(1);
    assertThat(fixture.conversation.calls).containsExactly("introduction en");
  }

  @Test
  void editSendsTheWordsToBeCopiedAndTheAnswerIsThePressAlsoAfterARestart() {
    TaskId source = TaskId.of(1_700_000_000_000L, 7);
    ButtonId edit = new ButtonId(ButtonAction.EDIT, source.value());
    fixture.conversation.answers =
        what ->
            what.contains(": ")
                ? new Answer.ReplaceMessage(Message.of("A card."))
                : new Answer.AskPrompt(edit, Message.of("Change it."), "a fox @ann", true);
    fixture.start().presses("q1", TelegramFixture.ANN, 50, edit.encode());
    await().until(() -> fixture.server.calls("sendmessage").size() == 1);
    JsonNode asked = fixture.server.calls("sendmessage").getFirst().params();
    assertThat(asked.path("reply_markup").path("force_reply").asBoolean()).isTrue();
    assertThat(asked.path("text").asText()).startsWith("Change it.\n\na fox @ann ");
    assertThat(asked.path("entities").get(0).path("type").asText()).isEqualTo("code");
    assertThat(asked.path("entities").get(0).path("length").asInt()).isEqualTo(10);
    JsonNode question = fixture.server.messages(TelegramFixture.ANN).getFirst();
    fixture.restart();
    fixture.says(60, "\"text\":\"a hare\",\"reply_to_message\":" + question);
    await().until(() -> fixture.conversation.calls.size() == 2);
    assertThat(fixture.conversation.calls.getLast())
        .isEqualTo("press edit:" + source + " on 60: a hare");
    await().until(() -> fixture.texts(TelegramFixture.ANN), List.of("A card.")::equals);
  }

  @Test
  void aMentionInAGroupIsAnOrder() {
    fixture.start().saysInGroup(31, "\"text\":\"@reelay_bot a fox 8s\"");
    await().until(() -> fixture.conversation.calls, List.of("order a fox 8s")::equals);
  }

  @Test
  void peopleAndGroupsAreCalledByNameAndToldThings() {
    assertThat(fixture.bot().nameOf(Scope.chat(TelegramIds.chat(TelegramFixture.GROUP))))
        .contains("Film Club");
    assertThat(fixture.bot().nameOf(Scope.person(TelegramIds.person(1001)))).contains("Ann Lee");
    assertThat(fixture.bot().nameOf(Scope.person(TelegramIds.person(5)))).isEmpty();
    assertThat(fixture.bot().nameOf(Scope.chat(TelegramIds.chat(TelegramFixture.GROUP))))
        .contains("Film Club");
    assertThat(fixture.server.calls("getChat")).as("a name is asked for once").hasSize(3);

    ButtonId button = new ButtonId(ButtonAction.LET_IN, "chat:telegram:-100");
    fixture
        .bot()
        .tell(
            Scope.person(TelegramIds.person(1001)),
            new Message(
                RichText.builder().untrusted("<b>Eve").plain(" asks").build(),
                List.of(List.of(new Button(button, "Allow", Button.Style.PRIMARY)))));
    JsonNode told = fixture.server.messages(1001).getLast();
    assertThat(told.path("text").asText()).isEqualTo("<b>Eve asks");
    assertThat(told.at("/reply_markup/inline_keyboard/0/0/callback_data").asText())
        .isEqualTo("let-in:chat:telegram:-100");
  }
}
