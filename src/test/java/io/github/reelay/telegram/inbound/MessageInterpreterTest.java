package io.github.reelay.telegram.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.reelay.conversation.ButtonAction;
import io.github.reelay.conversation.ButtonId;
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
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
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
    assertThat(privately(text(said))).isEqualTo(new MessageIntent.Generate(prompt, List.of()));
    assertThat(inGroup(text(said))).isEqualTo(new MessageIntent.Generate(prompt, List.of()));
  }

  @Test
  void linesOfAPromptAreKept() {
    assertThat(privately(text("/video a fox\\nin the snow")))
        .isEqualTo(new MessageIntent.Generate("a fox\nin the snow", List.of()));
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
        .isEqualTo(new MessageIntent.Generate("run", List.of(new SentImage("P", 0))));
    assertThat(
            inGroup(
                "\"caption\":\"/video"
                    + " run\",\"document\":{\"file_id\":\"D\",\"file_unique_id\":\"d\","
                    + "\"mime_type\":\"image/heic\",\"file_size\":9}"))
        .isEqualTo(new MessageIntent.Generate("run", List.of(new SentImage("D", 9))));
  }

  /** Whether the bytes are a picture, the media folder says. */
  @ParameterizedTest
  @ValueSource(strings = {"", ",\"mime_type\":\"application/octet-stream\"", ",\"file_size\":9"})
  void aFileOfAnyTypeIsLookedAt(String fields) {
    String document =
        "\"document\":{\"file_id\":\"D\",\"file_unique_id\":\"d\"%s}".formatted(fields);
    SentImage file = new SentImage("D", fields.contains("file_size") ? 9 : 0);
    assertThat(inGroup(document + ",\"caption\":\"/video run\""))
        .isEqualTo(new MessageIntent.Generate("run", List.of(file)));
    assertThat(inGroup(text("/video run") + inReplyTo(document)))
        .isEqualTo(new MessageIntent.Generate("run", List.of(file)));
    assertThat(privately(document + ",\"caption\":\"run\""))
        .isEqualTo(new MessageIntent.Draft("run", List.of(file)));
  }

  /**
   * A GIF comes as an animation with a document beside it; a sticker may move. What has no id can
   * be fetched by nobody.
   */
  static List<String> noPictures() {
    String file =
        "{\"file_id\":\"V\",\"file_unique_id\":\"v\",\"width\":1,\"height\":1,\"duration\":1,\"length\":1%s}";
    String sticker = file.formatted(",\"type\":\"regular\",\"is_animated\":%s,\"is_video\":%s");
    return List.of(
        "\"video\":" + file.formatted(""),
        "\"video_note\":" + file.formatted(""),
        "\"voice\":" + file.formatted(""),
        "\"audio\":" + file.formatted(""),
        "\"animation\":" + file.formatted("") + ",\"document\":" + file.formatted(""),
        "\"document\":" + file.formatted(",\"mime_type\":\"video/mp4\""),
        "\"story\":{\"id\":1,\"chat\":{\"id\":9,\"type\":\"private\"}}",
        "\"paid_media\":{\"star_count\":1,\"paid_media\":[]}",
        "\"sticker\":" + sticker.formatted(true, false),
        "\"sticker\":" + sticker.formatted(false, true),
        "\"sticker\":" + sticker.formatted(false, false).replace("\"file_id\":\"V\",", ""),
        "\"document\":{\"file_unique_id\":\"d\",\"file_size\":9}",
        "\"document\":{\"file_id\":\"\",\"file_unique_id\":\"d\"}",
        "\"photo\":[null]",
        "\"photo\":[{\"file_unique_id\":\"p\",\"width\":9,\"height\":9,\"file_size\":12}]");
  }

  @ParameterizedTest
  @MethodSource("noPictures")
  void whatIsNoPictureIsNeverPassedOverForTheWordsAlone(String media) {
    MessageIntent hint = new MessageIntent.Hint("telegram.no-picture");
    assertThat(inGroup(text("/video run") + inReplyTo(media))).isEqualTo(hint);
    assertThat(privately(text("run") + inReplyTo(media))).isEqualTo(hint);
    if (!media.contains("sticker") && !media.contains("story")) { // those carry no words
      assertThat(inGroup(media + ",\"caption\":\"/video run\"")).isEqualTo(hint);
      assertThat(
              inGroup(
                  media
                      + ",\"caption\":\"make it night\",\"reply_to_message\":"
                      + OUR_VIDEO.formatted("video")))
          .isEqualTo(hint);
      assertThat(inGroup(media + ",\"caption\":\"/remix run\""))
          .isEqualTo(new MessageIntent.Hint("remix.not-ours"));
      assertThat(inGroup(media, PHOTO + ",\"caption\":\"/video run\""))
          .isEqualTo(new MessageIntent.Generate("run", List.of(new SentImage("P", 0))));
    }
  }

  @ParameterizedTest
  @MethodSource("noPictures")
  void aReplyToAnotherChatOrTopicIsReadAlike(String media) {
    String external = ",\"external_reply\":{\"origin\":{\"type\":\"hidden_user\"},%s}";
    assertThat(inGroup(text("/video run") + external.formatted(media)))
        .isEqualTo(new MessageIntent.Hint("telegram.no-picture"));
    assertThat(inGroup(text("/video run") + external.formatted(PHOTO)))
        .isEqualTo(new MessageIntent.Generate("run", List.of(new SentImage("P", 0))));
    assertThat(inGroup(text("/remix run") + external.formatted(media)))
        .isEqualTo(new MessageIntent.Hint("remix.not-ours"));
    String known = ",\"chat\":{\"id\":-9,\"type\":\"supergroup\"},\"message_id\":3";
    assertThat(inGroup(text("/remix run") + external.formatted(media + known)))
        .isEqualTo(new MessageIntent.Remix("run", TelegramIds.message(-9, 3)));
  }

  @Test
  void ofAPhotosSizesTheLargestIsTakenEvenIfOneIsNotTold() {
    String photo =
        "\"caption\":\"/video run\",\"photo\":["
            + "{\"file_id\":\"S\",\"file_unique_id\":\"s\",\"width\":90,\"height\":51},"
            + "{\"file_id\":\"P\",\"file_unique_id\":\"p\",\"width\":900,\"height\":510},"
            + "{\"file_id\":\"U\",\"file_unique_id\":\"u\",\"height\":720}]";
    assertThat(inGroup(photo))
        .isEqualTo(new MessageIntent.Generate("run", List.of(new SentImage("P", 0))));
  }

  @Test
  void aStickerThatStandsStillIsAPicture() {
    String sticker =
        "\"sticker\":{\"file_id\":\"S\",\"file_unique_id\":\"s\",\"type\":\"regular\","
            + "\"width\":1,\"height\":1,\"is_animated\":false,\"is_video\":false,\"file_size\":9}";
    assertThat(inGroup(text("/video run") + inReplyTo(sticker)))
        .isEqualTo(new MessageIntent.Generate("run", List.of(new SentImage("S", 9))));
    assertThat(inGroup(sticker + ",\"reply_to_message\":" + OUR_VIDEO.formatted("video")))
        .isEqualTo(new MessageIntent.Ignore());
  }

  @Test
  void aStoryRepliedToIsNoPicture() {
    String story = ",\"reply_to_story\":{\"id\":1,\"chat\":{\"id\":9,\"type\":\"private\"}}";
    assertThat(privately(text("/video run") + story))
        .isEqualTo(new MessageIntent.Hint("telegram.no-picture"));
    assertThat(privately(text("/remix run") + story))
        .isEqualTo(new MessageIntent.Hint("remix.not-ours"));
  }

  /** Whose video it is, and whether there is one, the conversation knows. */
  @Test
  void aRemixCommandMeansWhatItRepliesTo() {
    MessageIntent third = new MessageIntent.Remix("run", TelegramIds.message(5, 3));
    assertThat(inGroup(text("/remix run"))).isEqualTo(new MessageIntent.Remix("run", null));
    assertThat(inGroup(text("/remix run") + inReplyTo(noPictures().getFirst()))).isEqualTo(third);
    assertThat(inGroup(text("/remix run") + inReplyTo(PHOTO))).isEqualTo(third);
    assertThat(inGroup(text("/remix run") + inReplyTo(text("somebody's words")))).isEqualTo(third);
    assertThat(inGroup(text("/remix run") + ",\"reply_to_message\":" + OUR_TEXT))
        .isEqualTo(new MessageIntent.Remix("run", TelegramIds.message(5, 8)));
    assertThat(
            inGroup(text("/remix run") + ",\"reply_to_message\":" + OUR_VIDEO.formatted("video")))
        .isEqualTo(new MessageIntent.Remix("run", TelegramIds.message(5, 7)));
  }

  @Test
  void aContinueCommandMeansWhatItRepliesTo() {
    assertThat(inGroup(text("/continue on"))).isEqualTo(new MessageIntent.Continue("on", null));
    assertThat(
            inGroup(text("/continue on") + ",\"reply_to_message\":" + OUR_VIDEO.formatted("video")))
        .isEqualTo(new MessageIntent.Continue("on", TelegramIds.message(5, 7)));
    assertThat(inGroup(PHOTO + ",\"caption\":\"/continue on\""))
        .isEqualTo(new MessageIntent.Hint("continue.no-picture"));
  }

  @Test
  void theAnswerToTheContinueQuestionIsAPressOfItsButton() {
    String question =
        OUR_TEXT.replace(
            "\"text\":\"hello\"",
            "\"text\":\"What? x\",\"entities\":[{\"type\":\"text_link\",\"offset\":6,\"length\":1,"
                + "\"url\":\"https://t.me/reelay_bot?start=continue_0123456789ABC\"}]");
    assertThat(inGroup(text("she opens it") + ",\"reply_to_message\":" + question))
        .isEqualTo(
            new MessageIntent.Press(
                new ButtonId(ButtonAction.CONTINUE, "0123456789ABC"), "she opens it"));
  }

  @Test
  void aRemixCommandInReplyToTheRemixQuestionAnswersIt() {
    String question =
        OUR_TEXT.replace(
            "\"text\":\"hello\"",
            "\"text\":\"What? x\",\"entities\":[{\"type\":\"text_link\",\"offset\":6,\"length\":1,"
                + "\"url\":\"https://t.me/reelay_bot?start=remix_0123456789ABC\"}]");
    assertThat(inGroup(text("/remix run") + ",\"reply_to_message\":" + question))
        .isEqualTo(new MessageIntent.RemixTask("run", new TaskId("0123456789ABC")));
  }

  @Test
  void aRemixCommandUnderAPictureStartsFromIt() {
    assertThat(inGroup(PHOTO + ",\"caption\":\"/remix run\""))
        .isEqualTo(new MessageIntent.Generate("run", List.of(new SentImage("P", 0))));
  }

  /** Every message of a topic replies to its beginning, and every comment to its post. */
  @Test
  void aTopicsBeginningAndAChannelsPostAreNotMeant() {
    for (String where :
        List.of(
            "\"forum_topic_created\":{\"name\":\"t\",\"icon_color\":1}",
            "\"is_automatic_forward\":true," + noPictures().getFirst())) {
      assertThat(inGroup(text("/remix run") + inReplyTo(where)))
          .isEqualTo(new MessageIntent.Remix("run", null));
      assertThat(inGroup(text("/video run") + inReplyTo(where)))
          .isEqualTo(new MessageIntent.Generate("run", List.of()));
    }
  }

  private static String inReplyTo(String fields) {
    return ",\"reply_to_message\":" + TelegramFixture.message(3, 5, "supergroup", fields);
  }

  @Test
  void aCommandInReplyToSomebodysPhotoTakesThePhoto() {
    assertThat(
            inGroup(
                text("/video run")
                    + ",\"reply_to_message\":"
                    + TelegramFixture.message(3, 5, "supergroup", PHOTO)))
        .isEqualTo(new MessageIntent.Generate("run", List.of(new SentImage("P", 0))));
  }

  @Test
  void inABasicGroupAnEmptyCommandIsToldWhatWorks() {
    assertThat(read("group", text("/video")))
        .isEqualTo(new MessageIntent.Hint("telegram.basic-group"));
    assertThat(inGroup(text("/video"))).isEqualTo(new MessageIntent.Generate("", List.of()));
  }

  @Test
  void inPrivateAPlainTextOrPhotoShowsTheCard() {
    assertThat(privately(text("a fox"))).isEqualTo(new MessageIntent.Draft("a fox", List.of()));
    assertThat(privately(PHOTO + ",\"caption\":\"a fox\""))
        .isEqualTo(new MessageIntent.Draft("a fox", List.of(new SentImage("P", 0))));
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
        .isEqualTo(new MessageIntent.Draft("run", List.of(new SentImage("P", 0))));
  }

  @Test
  void anAlbumIsReadAsOne() {
    String other = PHOTO.replace("\"P\"", "\"Q\"");
    assertThat(privately(PHOTO, other + ",\"caption\":\"/video both\""))
        .isEqualTo(
            new MessageIntent.Generate(
                "both", List.of(new SentImage("P", 0), new SentImage("Q", 0))));
  }

  @Test
  void aboutIsAboutWhatItReplies() {
    assertThat(inGroup(text("/about")))
        .isEqualTo(new MessageIntent.RunCommand(Command.ABOUT, "", null));
    MessageIntent onVideo =
        inGroup(text("/about") + ",\"reply_to_message\":" + OUR_VIDEO.formatted("video"));
    assertThat(onVideo)
        .isEqualTo(new MessageIntent.RunCommand(Command.ABOUT, "", TelegramIds.message(5, 7)));
    assertThat(inGroup(text("/report") + ",\"reply_to_message\":" + OUR_VIDEO.formatted("video")))
        .isEqualTo(new MessageIntent.RunCommand(Command.REPORT, "", TelegramIds.message(5, 7)));
  }

  @Test
  void startWithAPayloadLeadsToWhatItNames() {
    assertThat(privately(text("/start")))
        .isEqualTo(new MessageIntent.RunCommand(Command.START, ""));
    assertThat(privately(text("/start models")))
        .isEqualTo(new MessageIntent.RunCommand(Command.MODELS, ""));
    assertThat(privately(text("/start remix_0123456789ABC")))
        .isEqualTo(
            new MessageIntent.Press(new ButtonId(ButtonAction.REMIX, "0123456789ABC"), null));
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
  void beingAddedToAGroupIsAReasonToSayWhoItIs() {
    assertThat(inGroup("\"new_chat_members\":[{\"id\":4242,\"is_bot\":true,\"first_name\":\"R\"}]"))
        .isEqualTo(new MessageIntent.Introduce());
  }

  @Test
  void everyHintIsWordedInBothLanguages() {
    var bundles = new io.github.reelay.conversation.text.MessageBundles();
    assertThat(
            List.of(
                "telegram.basic-group",
                "telegram.not-understood",
                "telegram.unknown-command",
                "telegram.picture-too-large",
                "telegram.picture-failed",
                "telegram.no-picture",
                "telegram.delete-too-old"))
        .allSatisfy(key ->
            assertThat(bundles.get(java.util.Locale.SIMPLIFIED_CHINESE, key))
                .isNotEqualTo(bundles.get(java.util.Locale.ENGLISH, key)));
  }

  /** Where the bot may read along: as an administrator, or with privacy mode off. */
  @ParameterizedTest
  @CsvSource({
    "@reelay_bot a fox, a fox",
    "a fox @Reelay_Bot, a fox",
    "'@reelay_bot, a fox in snow', ', a fox in snow'",
    "make it @reelay_bot: a fox, make it : a fox",
  })
  void aMentionInAGroupIsAnOrder(String said, String prompt) {
    assertThat(inGroup(text(said))).isEqualTo(new MessageIntent.Draft(prompt, List.of()));
    assertThat(read("group", text(said))).isEqualTo(new MessageIntent.Draft(prompt, List.of()));
    assertThat(privately(text(said))).isEqualTo(new MessageIntent.Draft(prompt, List.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@reelay_bot2 a fox",
        "ann@reelay_bot.org a fox",
        "@other_bot a fox",
        "t.me/@reelay_bot"
      })
  void whatIsNoMentionIsOtherPeoplesConversation(String said) {
    assertThat(inGroup(text(said))).isEqualTo(new MessageIntent.Ignore());
  }

  @Test
  void aMentionTakesThePictureThatItBringsOrRepliesTo() {
    MessageIntent order = new MessageIntent.Draft("run", List.of(new SentImage("P", 0)));
    assertThat(inGroup(PHOTO + ",\"caption\":\"@reelay_bot run\"")).isEqualTo(order);
    assertThat(inGroup(text("@reelay_bot run") + inReplyTo(PHOTO))).isEqualTo(order);
    assertThat(inGroup(text("@reelay_bot run") + inReplyTo(noPictures().getFirst())))
        .isEqualTo(new MessageIntent.Hint("telegram.no-picture"));
  }

  @Test
  void aMentionIsNoPartOfARemixOrACommand() {
    assertThat(
            inGroup(
                text("@reelay_bot make it night")
                    + ",\"reply_to_message\":"
                    + OUR_VIDEO.formatted("video")))
        .isEqualTo(new MessageIntent.Remix("make it night", TelegramIds.message(5, 7)));
    assertThat(inGroup(text("@reelay_bot /video a fox")))
        .isEqualTo(new MessageIntent.Generate("a fox", List.of()));
    assertThat(inGroup(text("@reelay_bot")))
        .isEqualTo(new MessageIntent.Hint("telegram.not-understood"));
  }

  @Test
  void anotherBotOrdersNothing() {
    String from = ",\"from\":{\"id\":77,\"is_bot\":true,\"first_name\":\"B\"}";
    assertThat(inGroup(text("/video a fox") + from)).isEqualTo(new MessageIntent.Ignore());
    assertThat(inGroup(text("@reelay_bot a fox") + from)).isEqualTo(new MessageIntent.Ignore());
    assertThat(
            inGroup(
                text("@reelay_bot a fox")
                    + from
                    + ",\"sender_chat\":{\"id\":5,\"type\":\"supergroup\",\"title\":\"T\"}"))
        .isEqualTo(new MessageIntent.Draft("a fox", List.of()));
  }

  @Test
  void aReplyToTheEditQuestionIsThePressWithItsWords() {
    String question =
        OUR_TEXT.replace(
            "\"text\":\"hello\"",
            "\"text\":\"What? x\",\"entities\":[{\"type\":\"text_link\",\"offset\":6,\"length\":1,"
                + "\"url\":\"https://t.me/reelay_bot?start=edit_0123456789ABC\"}]");
    assertThat(inGroup(text("a hare") + ",\"reply_to_message\":" + question))
        .isEqualTo(
            new MessageIntent.Press(new ButtonId(ButtonAction.EDIT, "0123456789ABC"), "a hare"));
    assertThat(privately(text("/start edit_0123456789ABC")))
        .isEqualTo(new MessageIntent.Press(new ButtonId(ButtonAction.EDIT, "0123456789ABC"), null));
  }
}
