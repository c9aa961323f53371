package io.github.reelay.telegram.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.reelay.conversation.Command;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.ref.MessageRef;
import io.github.reelay.telegram.TelegramFixture;
import io.github.reelay.telegram.api.BotApi;
import io.github.reelay.telegram.api.BotIdentity;
import io.github.reelay.telegram.api.TelegramIds;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.telegram.telegrambots.meta.api.objects.message.Message;

/** What each kind of message means. */
class MessageInterpreterTest {
  private static final String PHOTO =
      "\"photo\":[{\"file_id\":\"P\",\"file_unique_id\":\"p\",\"width\":9,\"height\":9}]";
  private static final String OUR_VIDEO =
      "{\"message_id\":7,\"date\":1,\"chat\":{\"id\":5,\"type\":\"private\"},"
          + "\"from\":{\"id\":4242,\"is_bot\":true,\"first_name\":\"R\"},"
          + "\"%s\":{\"file_id\":\"V\",\"file_unique_id\":\"v\",\"width\":1,\"height\":1,"
          + "\"duration\":1,\"mime_type\":\"video/mp4\"}}";
  private static final String OUR_TEXT =
      "{\"message_id\":8,\"date\":1,\"chat\":{\"id\":5,\"type\":\"private\"},"
          + "\"from\":{\"id\":4242,\"is_bot\":true,\"first_name\":\"R\"},\"text\":\"hello\"}";

  private final Set<MessageRef> posted = Set.of(TelegramIds.message(5, 8));

  private MessageIntent privately(String... fields) {
    return read("private", fields);
  }

  private MessageIntent inGroup(String... fields) {
    return read("supergroup", fields);
  }

  private MessageIntent read(String chat, String... fields) {
    MessageInterpreter interpreter =
        new MessageInterpreter(new BotIdentity(4242, "reelay_bot"), ref -> posted.contains(ref));
    return interpreter.interpret(Stream.of(fields).map(f -> message(chat, f)).toList());
  }

  private static Message message(String type, String fields) {
    try {
      return BotApi.newObjectMapper()
          .readValue(TelegramFixture.message(11, 5, type, fields), Message.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(fields, e);
    }
  }

  private static String text(String words) {
    return "\"text\":\"" + words + "\"";
  }

  @ParameterizedTest
  @CsvSource({
    "/video a fox 8s, a fox 8s",
    "/VIDEO@Reelay_Bot a fox, a fox",
    "/video   , ''",
    "/video —duration 8 a fox, --duration 8 a fox",
    "/video a fox — at night, a fox — at night",
  })
  void aVideoCommandGenerates(String said, String prompt) {
    assertThat(privately(text(said))).isEqualTo(new MessageIntent.Generate(prompt, null));
    assertThat(inGroup(text(said))).isEqualTo(new MessageIntent.Generate(prompt, null));
  }

  @Test
  void linesOfAPromptAreKept() {
    assertThat(privately(text("/video a fox\\nin the snow")))
        .isEqualTo(new MessageIntent.Generate("a fox\nin the snow", null));
  }

  @Test
  void anotherBotsCommandIsNotOurs() {
    assertThat(inGroup(text("/video@other_bot a fox"))).isEqualTo(new MessageIntent.Ignore());
  }

  @Test
  void anUnknownCommandIsExplainedOnlyToWhoMeantUs() {
    MessageIntent hint = new MessageIntent.Hint("telegram.unknown-command");
    assertThat(privately(text("/draw a fox"))).isEqualTo(hint);
    assertThat(inGroup(text("/draw@reelay_bot a fox"))).isEqualTo(hint);
    assertThat(inGroup(text("/draw a fox"))).isEqualTo(new MessageIntent.Ignore());
  }

  @Test
  void aPhotoOrImageFileWithACommandInItsCaptionGenerates() {
    assertThat(inGroup(PHOTO + ",\"caption\":\"/video run\""))
        .isEqualTo(new MessageIntent.Generate("run", new SentImage("P", 0)));
    assertThat(
            inGroup(
                "\"caption\":\"/video"
                    + " run\",\"document\":{\"file_id\":\"D\",\"file_unique_id\":\"d\","
                    + "\"mime_type\":\"image/heic\",\"file_size\":9}"))
        .isEqualTo(new MessageIntent.Generate("run", new SentImage("D", 9)));
  }

  @Test
  void aCommandInReplyToSomebodysPhotoTakesThePhoto() {
    assertThat(
            inGroup(
                text("/video run")
                    + ",\"reply_to_message\":"
                    + TelegramFixture.message(3, 5, "supergroup", PHOTO)))
        .isEqualTo(new MessageIntent.Generate("run", new SentImage("P", 0)));
  }

  @Test
  void inABasicGroupAnEmptyCommandIsToldWhatWorks() {
    assertThat(read("group", text("/video")))
        .isEqualTo(new MessageIntent.Hint("telegram.basic-group"));
    assertThat(inGroup(text("/video"))).isEqualTo(new MessageIntent.Generate("", null));
  }

  @Test
  void inPrivateAPlainTextOrPhotoShowsTheCard() {
    assertThat(privately(text("a fox"))).isEqualTo(new MessageIntent.Draft("a fox", null));
    assertThat(privately(PHOTO + ",\"caption\":\"a fox\""))
        .isEqualTo(new MessageIntent.Draft("a fox", new SentImage("P", 0)));
    assertThat(inGroup(text("a fox"))).isEqualTo(new MessageIntent.Ignore());
  }

  @ParameterizedTest
  @CsvSource({"video", "animation", "document"})
  void aTextReplyToAPostedVideoRemixes(String kind) {
    String reply = ",\"reply_to_message\":" + OUR_VIDEO.formatted(kind);
    assertThat(inGroup(text("make it night") + reply))
        .isEqualTo(new MessageIntent.Remix("make it night", TelegramIds.message(5, 7)));
  }

  @Test
  void aTextReplyToALinkThatStandsForAVideoRemixes() {
    assertThat(inGroup(text("make it night") + ",\"reply_to_message\":" + OUR_TEXT))
        .isEqualTo(new MessageIntent.Remix("make it night", TelegramIds.message(5, 8)));
  }

  @Test
  void aReplyWithAPictureIsANewRequest() {
    assertThat(
            inGroup(
                PHOTO
                    + ",\"caption\":\"run\",\"reply_to_message\":"
                    + OUR_VIDEO.formatted("video")))
        .isEqualTo(new MessageIntent.Generate("run", new SentImage("P", 0)));
  }

  @Test
  void anAlbumIsReadAsOne() {
    String other = PHOTO.replace("\"P\"", "\"Q\"");
    assertThat(privately(PHOTO, other + ",\"caption\":\"/video both\""))
        .isEqualTo(new MessageIntent.Generate("both", new SentImage("P", 0)));
  }

  @Test
  void startWithAPayloadLeadsToWhatItNames() {
    assertThat(privately(text("/start")))
        .isEqualTo(new MessageIntent.RunCommand(Command.START, ""));
    assertThat(privately(text("/start models")))
        .isEqualTo(new MessageIntent.RunCommand(Command.MODELS, ""));
    assertThat(privately(text("/start remix_0123456789ABC")))
        .isEqualTo(new MessageIntent.PressRemix(new TaskId("0123456789ABC")));
  }

  @Test
  void aStickerInPrivateIsToldWhatWorks() {
    assertThat(
            privately(
                "\"sticker\":{\"file_id\":\"S\",\"file_unique_id\":\"s\",\"type\":\"regular\","
                    + "\"width\":1,\"height\":1,\"is_animated\":false,\"is_video\":false}"))
        .isEqualTo(new MessageIntent.Hint("telegram.not-understood"));
  }

  @Test
  void aChannelsPostInItsDiscussionGroupIsNotARequest() {
    assertThat(inGroup(text("/video a fox") + ",\"is_automatic_forward\":true"))
        .isEqualTo(new MessageIntent.Ignore());
  }

  @Test
  void beingAddedToAGroupIsGreetedWithWhatWorksThere() {
    assertThat(inGroup("\"new_chat_members\":[{\"id\":4242,\"is_bot\":true,\"first_name\":\"R\"}]"))
        .isEqualTo(new MessageIntent.Hint("telegram.welcome"));
  }

  @Test
  void everyHintIsWordedInBothLanguages() {
    var bundles = new io.github.reelay.conversation.text.MessageBundles();
    assertThat(
            List.of(
                "telegram.welcome",
                "telegram.basic-group",
                "telegram.not-understood",
                "telegram.unknown-command",
                "telegram.settings-usage",
                "telegram.picture-too-large",
                "telegram.picture-failed",
                "telegram.delete-too-old"))
        .allSatisfy(key ->
            assertThat(bundles.get(java.util.Locale.SIMPLIFIED_CHINESE, key))
                .isNotEqualTo(bundles.get(java.util.Locale.ENGLISH, key)));
  }
}
