package io.github.reelay.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.reelay.conversation.Answer;
import io.github.reelay.conversation.ButtonAction;
import io.github.reelay.conversation.ButtonId;
import io.github.reelay.conversation.Message;
import io.github.reelay.conversation.RequestOption;
import io.github.reelay.conversation.RichText;
import io.github.reelay.discord.DiscordTestServer.Call;
import io.github.reelay.discord.api.DiscordIds;
import io.github.reelay.discord.api.InteractionToken;
import io.github.reelay.policy.Scope;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.TaskState;
import io.github.reelay.task.Video;
import io.github.reelay.task.ref.ChatRef;
import io.github.reelay.task.ref.Destination;
import io.github.reelay.task.ref.MessageRef;
import io.github.reelay.task.ref.PersonRef;
import io.github.reelay.testing.RecordingConversation;
import io.github.reelay.testing.TaskExamples;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people do on Discord becomes the right call of the conversation, acknowledged in time. */
class DiscordEventsTest {
  private static final AtomicInteger CHANNEL = new AtomicInteger();
  private static final DiscordFixture FIXTURE = new DiscordFixture();
  private static final MockWebServer FILES = new MockWebServer();

  private final DiscordTestServer discord = FIXTURE.discord;
  private final RecordingConversation conversation = FIXTURE.conversation;
  private final DiscordTestUser user = new DiscordTestUser(discord);

  @BeforeAll
  static void connect() throws IOException {
    FILES.start();
    FIXTURE.connected();
  }

  @AfterAll
  static void end() {
    FIXTURE.close();
    FILES.close();
  }

  @BeforeEach
  void ownChannel() {
    user.channel = DiscordTestChannels.channel(CHANNEL.getAndIncrement());
    conversation.calls.clear();
    conversation.senders.clear();
    conversation.inputs.clear();
    conversation.posted.clear();
    conversation.answers = _ -> new Answer.Reply(Message.of("Understood."), true);
    FIXTURE.media.link = null;
    discord.channels.forbiddenWord = "";
    discord.calls.clear();
  }

  private String picture() {
    FILES.enqueue(new MockResponse.Builder().body("picture bytes").build());
    return FILES.url("/a.png").toString();
  }

  private String called() {
    await().until(() -> !conversation.calls.isEmpty());
    return conversation.calls.getFirst();
  }

  private String response(String token) {
    await()
        .until(() -> {
          var original = discord.channels.original(token);
          return original != null && !original.text().isBlank();
        });
    return java.util.Objects.requireNonNull(discord.channels.original(token)).text();
  }

  private Call callback() {
    await().until(() -> !discord.calls("POST", "/interactions/.*/callback").isEmpty());
    return discord.calls("POST", "/interactions/.*/callback").getFirst();
  }

  @Test
  void aVideoCommandIsAcknowledgedForAllToSeeAndHandedOnWithItsOptions() {
    String token =
        user.slash(
            "video",
            Map.of("prompt", "a red fox", "model", "sora-2", "duration", 8, "aspect", "9:16"));
    assertThat(called()).isEqualTo("generate a red fox");
    var input = conversation.inputs.getFirst();
    assertThat(input.options().get(RequestOption.MODEL)).isEqualTo("sora-2");
    assertThat(input.options().get(RequestOption.DURATION)).isEqualTo("8");
    assertThat(input.options().get(RequestOption.ASPECT)).isEqualTo("9:16");
    assertThat(input.flagsInText()).isFalse();
    assertThat(input.origin()).startsWith("discord:interaction:");
    assertThat(callback().body().path("type").asInt()).isEqualTo(5);
    assertThat(callback().body().path("data").path("flags").asInt()).isZero();
    assertThat(followUp(token).body().toString()).contains("Understood.");
  }

  @Test
  void aRefusalTakesThePlaceOfWhatAllSeeForThePersonAlone() {
    String token = user.slash("video", Map.of("prompt", "a red fox"));
    assertThat(followUp(token).body().path("flags").asInt() & 64).isEqualTo(64);
    await()
        .until(() ->
            discord.calls("DELETE", "/webhooks/.*/" + token + "/messages/@original").size() == 1);
    // A reply that still "thinks" would become the follow-up.
    assertThat(discord.calls("PATCH", "/webhooks/.*/" + token + "/messages/@original"))
        .singleElement()
        .satisfies(call -> assertThat(call.body().toString()).contains("…"));
  }

  @Test
  void aRefusalOfAgainIsForThePersonAlone() {
    conversation.answers = _ -> new Answer.Acknowledge(Message.of("No need."));
    String token = user.press("again:0123456789ABC", botMessage());
    assertThat(followUp(token).body().path("flags").asInt() & 64).isEqualTo(64);
  }

  private Call followUp(String token) {
    await().until(() -> !discord.calls("POST", "/webhooks/.*/" + token).isEmpty());
    return discord.calls("POST", "/webhooks/.*/" + token).getFirst();
  }

  @Test
  void theLanguageInWhichAClientListsCommandsIsKnownOnceItWasTold() {
    user.locale = "zh-CN";
    user.slash("jobs", Map.of());
    heard(1);
    assertThat(conversation.senders.getLast().client()).isEqualTo(Locale.SIMPLIFIED_CHINESE);
    ObjectNode hers = user.message("<@" + DiscordJson.BOT + "> a hare");
    user.say(DiscordTestUser.mentioning(hers));
    heard(2);
    assertThat(conversation.senders.getLast().client()).isEqualTo(Locale.SIMPLIFIED_CHINESE);
    ObjectNode strangers = user.message("<@" + DiscordJson.BOT + "> a fox");
    strangers.set("author", DiscordJson.user("4343", "Cy"));
    user.say(DiscordTestUser.mentioning(strangers));
    heard(3);
    assertThat(conversation.senders.getLast().client()).as("a message tells none").isNull();
  }

  private void heard(int times) {
    await().until(() -> conversation.senders.size() == times);
  }

  @Test
  void theSpeakerHasTheTicketTheNameAndTheLanguage() {
    user.locale = "zh-CN";
    user.slash("video", Map.of("prompt", "狐狸"));
    called();
    var sender = conversation.senders.getFirst();
    assertThat(sender.person().id()).isEqualTo(DiscordJson.PERSON);
    assertThat(sender.name()).isEqualTo("Ann");
    assertThat(sender.locale()).isEqualTo(Locale.SIMPLIFIED_CHINESE);
    assertThat(sender.destination().server()).isEqualTo(DiscordJson.GUILD);
    assertThat(InteractionToken.parse(sender.destination().ticket()))
        .get()
        .extracting(InteractionToken::access)
        .isEqualTo(InteractionToken.BotAccess.MEMBER);
  }

  @Test
  void aPictureInTheCommandIsFetched() {
    user.slashWithImage("it moves", picture());
    assertThat(called()).isEqualTo("generate it moves with a picture");
  }

  @Test
  void severalPicturesInTheCommandAreFetched() {
    user.slashWithImages("it moves", picture(), picture());
    assertThat(called()).isEqualTo("generate it moves with 2 pictures");
  }

  @Test
  void aListIsShownToThePersonAlone() {
    String token = user.slash("jobs", Map.of());
    assertThat(called()).isEqualTo("jobs");
    assertThat(callback().body().path("data").path("flags").asInt()).isEqualTo(64);
    assertThat(response(token)).contains("Understood.");
  }

  @Test
  void whenTheEventCannotBeStoredNothingIsDoneAndThePersonIsTold() {
    FIXTURE.inbox.setBroken(true);
    try {
      user.slash("video", Map.of("prompt", "a fox"));
      Call told = callback();
      assertThat(told.body().path("type").asInt()).isEqualTo(4);
      assertThat(told.body().path("data").path("flags").asInt()).isEqualTo(64);
      assertThat(conversation.calls).isEmpty();
    } finally {
      FIXTURE.inbox.setBroken(false);
    }
  }

  @Test
  void theRemixButtonOpensAFormAndTheFormIsARemix() {
    ObjectNode video = botMessage();
    user.press("remix:0123456789ABC", video);
    Call form = callback();
    assertThat(form.body().path("type").asInt()).isEqualTo(9);
    assertThat(form.body().path("data").path("custom_id").asText())
        .isEqualTo("remix:0123456789ABC");
    user.submit("remix:0123456789ABC", "make it blue");
    assertThat(called()).isEqualTo("remix make it blue of 0123456789ABC");
  }

  @Test
  void theContinueButtonOpensAFormAndTheFormIsTheNextClip() {
    user.press("continue:0123456789ABC", botMessage());
    Call form = callback();
    assertThat(form.body().path("type").asInt()).isEqualTo(9);
    assertThat(form.body().path("data").path("title").asText()).isEqualTo("Continue this video");
    user.submit("continue:0123456789ABC", "she opens the door");
    assertThat(called()).isEqualTo("continue she opens the door of 0123456789ABC");
  }

  @Test
  void theContinueCommandTakesTheVideoThatIsNamed() {
    user.slash("continue", Map.of("prompt", "it snows", "video", "0123456789ABC"));
    assertThat(called()).isEqualTo("continue it snows of 0123456789ABC");
  }

  @Test
  void aClipAloneIsShownToWhoPressesOnly(@TempDir Path folder) throws IOException {
    Path file = Files.write(folder.resolve("clip.mp4"), new byte[] {7, 8, 9});
    conversation.answers = _ -> clipAlone(file);
    user.press("clip:0123456789ABC", botMessage());
    await().until(() -> !discord.calls("POST", "/webhooks/.*").isEmpty());

    Call shown = discord.calls("POST", "/webhooks/.*").getFirst();
    assertThat(shown.files()).containsExactly("clip-0123456789ABC.mp4");
    assertThat(shown.body().path("flags").asInt() & 64).isEqualTo(64);
    assertThat(shown.body().toString()).contains("Clip #9ABC alone: a door");
    assertThat(shown.body().findPath("is_spoiler").asBoolean()).isFalse();
  }

  @Test
  void aClipAloneIsHiddenLikeItsFilm(@TempDir Path folder) throws IOException {
    Path file = Files.write(folder.resolve("clip.mp4"), new byte[] {7, 8, 9});
    try (DiscordFixture hidden = new DiscordFixture("REELAY_CONTENT_SPOILER", "true").connected()) {
      hidden.conversation.answers = _ -> clipAlone(file);
      new DiscordTestUser(hidden.discord).press("clip:0123456789ABC", botMessage());
      await().until(() -> !hidden.discord.calls("POST", "/webhooks/.*").isEmpty());

      Call shown = hidden.discord.calls("POST", "/webhooks/.*").getFirst();
      assertThat(shown.body().findPath("items").path(0).path("spoiler").asBoolean()).isTrue();
      assertThat(shown.body().findPath("is_spoiler").asBoolean()).isTrue();
    }
  }

  private static Answer clipAlone(Path file) {
    return new Answer.ShowVideo(
        new TaskId("0123456789ABC"),
        new Video("0123456789ABC.mp4", 3, 720, 1280, Duration.ofSeconds(10), "00"),
        file,
        Message.of("Clip #9ABC alone: a door"));
  }

  @Test
  void remixVideoInTheMenuOfAMessageNamesThatMessage() {
    ObjectNode video = botMessage();
    user.messageCommand("Remix video", video);
    assertThat(callback().body().path("type").asInt()).isEqualTo(9);
    String form = callback().body().path("data").path("custom_id").asText();
    user.submit(form, "at night");
    assertThat(called()).isEqualTo("remix at night on " + video.path("id").asText());
  }

  @Test
  void aboutVideoInTheMenuOfAMessageIsAnsweredForThePersonAlone() {
    ObjectNode video = botMessage();
    user.messageCommand("About video", video);
    assertThat(callback().body().path("type").asInt()).isEqualTo(5);
    assertThat(callback().body().path("data").path("flags").asInt()).isEqualTo(64);
    assertThat(called()).isEqualTo("about on " + video.path("id").asText());
  }

  @Test
  void animateImageTakesThePictureOfTheMessage() {
    user.messageCommand(
        "Animate image", DiscordTestUser.withPicture(user.message("look"), picture()));
    String form = callback().body().path("data").path("custom_id").asText();
    user.submit(form, "the fox runs");
    assertThat(called()).isEqualTo("generate the fox runs with a picture");
  }

  @Test
  void animateImageOnAMessageWithoutPictureSaysSo() {
    user.messageCommand("Animate image", user.message("look"));
    assertThat(callback().body().path("type").asInt()).isEqualTo(4);
    assertThat(conversation.calls).isEmpty();
  }

  @Test
  void aPressedButtonLeavesItsMessageAsItIs() {
    ObjectNode status = botMessage();
    conversation.answers = _ -> new Answer.Acknowledge(Message.of("Cancelled."));
    user.press("cancel:0123456789ABC", status);
    assertThat(called()).isEqualTo("press cancel:0123456789ABC on " + status.path("id").asText());
    assertThat(callback().body().path("type").asInt()).isEqualTo(6);
    await().until(() -> !discord.calls("POST", "/webhooks/.*").isEmpty());
    assertThat(discord.calls("POST", "/webhooks/.*").getFirst().body().path("flags").asInt() & 64)
        .isEqualTo(64);
  }

  @Test
  void aDeletedVideoIsRemovedFromTheChannel() {
    ObjectNode video = botMessage();
    conversation.answers =
        _ ->
            new Answer.DeleteMessages(
                List.of(
                    new MessageRef(DiscordIds.chatRef(user.channel), video.path("id").asText())),
                List.of(),
                Message.of("Deleted."));
    user.press("delete:0123456789ABC", video);
    await()
        .until(() ->
            !discord
                .calls("DELETE", "/channels/.*/messages/" + video.path("id").asText())
                .isEmpty());
  }

  /** Files that an edit does not name stay. */
  @Test
  void whatLinkedToADeletedVideoIsCaptionedAnewAndKeepsItsFile() {
    Task remix = remixOfADeleted("4712", false, true);
    JsonNode edit = discord.calls("PATCH", "/channels/.*/messages/4712").getFirst().body();
    assertThat(edit.path("content").asText())
        .startsWith("<@" + remix.requester().person().id() + "> ")
        .endsWith("smaller copy");
    assertThat(edit.has("attachments")).isFalse();
    assertThat(edit.path("allowed_mentions").path("parse")).isEmpty();
    assertThat(edit.path("components").toString()).contains("fetch:" + remix.id());
  }

  @Test
  void aVideoThatIsALinkIsSaidAnewWithTheSameLink() {
    URI link = URI.create("https://bot.example/media/v?sig=1");
    FIXTURE.media.link = link;
    Task remix = remixOfADeleted("4713", true, null);
    JsonNode edit = discord.calls("PATCH", "/channels/.*/messages/4713").getFirst().body();
    assertThat(edit.path("flags").asInt() & 1 << 15).as("components v2").isNotZero();
    assertThat(edit.path("components").toString())
        .contains(link.toString())
        .contains("remix:" + remix.id());
    assertThat(edit.path("allowed_mentions").path("parse")).isEmpty();
  }

  /** What it was made from is deleted, and its own message is written anew. */
  private Task remixOfADeleted(String message, boolean asLink, @Nullable Boolean asCopy) {
    ObjectNode video = botMessage();
    ChatRef channel = DiscordIds.chatRef(user.channel);
    Task remix =
        TaskExamples.accepted(Destination.of(channel))
            .withState(
                new TaskState.Delivered(
                    Instant.EPOCH,
                    TaskExamples.video(1),
                    new MessageRef(channel, message),
                    asLink,
                    asCopy));
    conversation.answers =
        _ ->
            new Answer.DeleteMessages(
                List.of(new MessageRef(channel, video.path("id").asText())),
                List.of(remix),
                Message.of("Deleted."));
    user.press("delete:0123456789ABC", video);
    await().until(() -> !discord.calls("PATCH", "/channels/.*/messages/" + message).isEmpty());
    return remix;
  }

  /** Only one person sees the question, so only the press can take it away. */
  @Test
  void theQuestionBeforeAVideoIsDeletedGoesWithTheVideo() {
    ObjectNode question = botMessage();
    MessageRef video = new MessageRef(DiscordIds.chatRef(user.channel), "4711");
    MessageRef asked =
        new MessageRef(DiscordIds.chatRef(user.channel), question.path("id").asText());
    conversation.answers =
        _ -> new Answer.DeleteMessages(List.of(video, asked), List.of(), Message.of("Deleted."));
    String token = user.press("delete-now:0123456789ABC", question);
    assertThat(followUp(token).body().toString()).contains("Deleted.");
    assertThat(followUp(token).body().path("flags").asInt() & 64).isEqualTo(64);
    assertThat(discord.calls("DELETE", "/channels/.*/messages/.*"))
        .singleElement()
        .satisfies(call -> assertThat(call.path()).endsWith("/4711"));
    assertThat(discord.calls("DELETE", "/webhooks/.*/" + token + "/messages/@original")).hasSize(1);
  }

  @Test
  void aReportedVideoIsRemovedAndThePersonAloneIsThanked() {
    ObjectNode video = botMessage();
    String id = video.path("id").asText();
    conversation.answers =
        _ ->
            new Answer.HideVideo(
                new MessageRef(DiscordIds.chatRef(user.channel), id),
                List.of(),
                List.of(),
                Message.of("Hidden."));
    user.messageCommand("Report video", video);
    assertThat(called()).isEqualTo("report on " + id);
    assertThat(callback().body().path("data").path("flags").asInt()).isEqualTo(64);
    await().until(() -> !discord.calls("PATCH", "/webhooks/.*").isEmpty());
    assertThat(discord.calls("DELETE", "/channels/.*/messages/" + id)).hasSize(1);
    assertThat(discord.calls("PATCH", "/webhooks/.*").getFirst().body().toString())
        .contains("Hidden.");
  }

  @Test
  void whatMayNotBeRemovedIsNotSaidToBeHidden() {
    ObjectNode video = botMessage();
    String id = video.path("id").asText();
    conversation.answers =
        _ ->
            new Answer.HideVideo(
                new MessageRef(DiscordIds.chatRef(user.channel), id),
                List.of(),
                List.of(),
                Message.of("Hidden."));
    discord.fail(
        new DiscordTestServer.Fault(
            c -> c.method().equals("DELETE"),
            403,
            "{\"message\":\"Missing Permissions\",\"code\":50013}",
            false));
    user.messageCommand("Report video", video);
    await().until(() -> !discord.calls("PATCH", "/webhooks/.*").isEmpty());
    assertThat(discord.calls("PATCH", "/webhooks/.*").getFirst().body().toString())
        .contains("I have told the operator, but I may not delete messages here.");
  }

  private ObjectNode botMessage() {
    return DiscordTestChannels.json(
        new DiscordTestChannels.Message(
            discord.snowflake(), user.channel, DiscordJson.object(), List.of("reelay-x.mp4")));
  }

  @Test
  void aReplyWithPingToAPostedVideoIsARemix() {
    ObjectNode video = botMessage();
    conversation.posted.add(video.path("id").asText());
    user.say(
        DiscordTestUser.mentioning(DiscordTestUser.replying(user.message("make it blue"), video)));
    assertThat(called()).isEqualTo("remix make it blue on " + video.path("id").asText());
    assertThat(conversation.senders.getFirst().destination().replyTo()).isNotNull();
  }

  @Test
  void aReplyToAPostedVideoWithAPictureIsANewVideo() {
    ObjectNode video = botMessage();
    conversation.posted.add(video.path("id").asText());
    user.say(
        DiscordTestUser.withPicture(
            DiscordTestUser.mentioning(DiscordTestUser.replying(user.message("like this"), video)),
            picture()));
    assertThat(called()).isEqualTo("order like this with a picture");
  }

  @Test
  void aReplyThatDiscordHidesIsAnsweredWithWhatToDo() {
    ObjectNode video = botMessage();
    conversation.posted.add(video.path("id").asText());
    user.say(DiscordTestUser.replying(user.message(""), video));
    Call answer = reply();
    assertThat(answer.body().toString()).contains("@ ON");
    assertThat(answer.body().path("allowed_mentions").path("parse")).isEmpty();
    assertThat(conversation.calls).isEmpty();
  }

  @Test
  void aMentionWithAPictureIsAVideoAndTheMentionIsNoPartOfThePrompt() {
    user.say(
        DiscordTestUser.withPicture(
            DiscordTestUser.mentioning(user.message("<@" + DiscordJson.BOT + "> it snows")),
            picture()));
    assertThat(called()).isEqualTo("order it snows with a picture");
  }

  @Test
  void aMentionInReplyToSomebodysPictureThatIsHiddenIsACardThatSaysSo() {
    ObjectNode theirs = user.message("");
    user.say(DiscordTestUser.mentioning(DiscordTestUser.replying(user.message("animate"), theirs)));
    assertThat(called()).isEqualTo("draft animate");
    assertThat(reply().body().toString()).contains("Understood.", "Animate image");
  }

  @Test
  void aMentionWithWordsIsAnOrder() {
    user.say(DiscordTestUser.mentioning(user.message("<@" + DiscordJson.BOT + "> a fox 8s")));
    assertThat(called()).isEqualTo("order a fox 8s");
    assertThat(reply().body().path("message_reference").path("message_id").asText()).isNotEmpty();
  }

  @Test
  void wordsInADirectChatAreAnOrder() {
    user.say(DiscordTestUser.direct(user.message("a fox")));
    assertThat(called()).isEqualTo("order a fox");
  }

  @Test
  void aReplyToAnotherMessageOfOursIsAnOrder() {
    user.say(
        DiscordTestUser.mentioning(DiscordTestUser.replying(user.message("a fox"), botMessage())));
    assertThat(called()).isEqualTo("order a fox");
  }

  @ParameterizedTest
  @CsvSource({"help, help", "/models, models", "/video a fox, order /video a fox"})
  void aCommandThatOnlyShowsIsRunWhenItIsTyped(String said, String call) {
    user.say(DiscordTestUser.direct(user.message(said)));
    assertThat(called()).isEqualTo(call);
  }

  @Test
  void editOpensAFormWithTheWordsAndTheFormIsThePress() {
    conversation.answers =
        call ->
            call.contains(": ")
                ? new Answer.Reply(Message.of("A card."), false)
                : new Answer.AskPrompt(
                    new ButtonId(ButtonAction.EDIT, "0123456789ABC"),
                    Message.of("?"),
                    "a fox",
                    false);
    ObjectNode video = botMessage();
    user.press("edit:0123456789ABC", video);
    Call form = callback();
    assertThat(form.body().path("type").asInt()).isEqualTo(9);
    assertThat(form.body().path("data").path("custom_id").asText()).isEqualTo("edit:0123456789ABC");
    assertThat(form.body().toString()).contains("\"value\":\"a fox\"");
    String token = user.submit("edit:0123456789ABC", "a hare", video);
    await().until(() -> conversation.calls.size() == 2);
    assertThat(conversation.calls.getLast())
        .isEqualTo("press edit:0123456789ABC on " + video.path("id").asText() + ": a hare");
    assertThat(response(token)).contains("A card.");
  }

  @Test
  void theNextCardTakesThePlaceOfTheOneThatWasEdited() {
    conversation.answers = _ -> new Answer.ReplaceMessage(Message.of("The next card."));
    ObjectNode card = botMessage();
    user.submit("edit-card:0123456789ABC", "a hare", card);
    assertThat(called())
        .isEqualTo("press edit:0123456789ABC on " + card.path("id").asText() + ": a hare");
    assertThat(callback().body().path("type").asInt()).isEqualTo(6);
    await().until(() -> !discord.calls("PATCH", "/webhooks/.*").isEmpty());
  }

  @Test
  void editThatIsNotForThisPersonSaysSoToThemAlone() {
    conversation.answers = _ -> new Answer.Acknowledge(Message.of("Not yours."));
    user.press("edit:0123456789ABC", botMessage());
    Call told = callback();
    assertThat(told.body().path("type").asInt()).isEqualTo(4);
    assertThat(told.body().path("data").path("flags").asInt()).isEqualTo(64);
    assertThat(told.body().toString()).contains("Not yours.");
  }

  @Test
  void aPictureWithTextInADirectChatIsAVideo() {
    user.say(
        DiscordTestUser.direct(DiscordTestUser.withPicture(user.message("it rains"), picture())));
    assertThat(called()).isEqualTo("order it rains with a picture");
    assertThat(conversation.senders.getFirst().destination().server()).isNull();
  }

  @Test
  void messagesOfOthersAreNotOurs() {
    user.say(user.message("hello everybody"));
    user.slash("help", Map.of());
    assertThat(called()).isEqualTo("help");
    assertThat(conversation.calls).hasSize(1);
  }

  @Test
  void autocompleteOffersWhatTheCatalogueHas() {
    user.autocomplete("video", "duration", "1");
    Call choices = callback();
    assertThat(choices.body().path("type").asInt()).isEqualTo(8);
    assertThat(choices.body().path("data").path("choices").get(0).path("value").asInt())
        .isEqualTo(8);
  }

  @Test
  void inAServerWithoutTheBotOnlyTheTokenCanSpeak() {
    user.abroad = true;
    assertThatOnlyTheTokenCanSpeak();
  }

  /** The list of names offers the bot and its role under one name. */
  @Test
  void aMentionOfTheBotsRoleIsHeard() {
    user.say(
        DiscordTestUser.withPicture(
            DiscordTestUser.mentioningRole(
                user.message("<@&" + DiscordJson.BOT_ROLE + "> it snows")),
            picture()));
    assertThat(called()).isEqualTo("order it snows with a picture");
  }

  /** Without the intent Discord counts it as no mention, and shows who is mentioned alone. */
  @Test
  void aMentionOfTheRoleWhoseWordsAreHiddenIsAnsweredWithWhatToDo() {
    user.say(DiscordTestUser.mentioningRole(user.message("")));
    assertThat(reply().body().toString()).contains("not my role");
  }

  @Test
  void aMentionOfAnotherRoleIsNotOurs() {
    ObjectNode other = user.message("<@&77> it snows");
    other.withArray("/mention_roles").add("77");
    user.say(other);
    user.slash("help", Map.of());
    assertThat(called()).isEqualTo("help");
  }

  @Test
  void theCommandOnAForwardedPictureTakesIt() {
    user.messageCommand("Animate image", DiscordTestUser.forwarding(user.message(""), picture()));
    String form = callback().body().path("data").path("custom_id").asText();
    user.submit(form, "the fox runs");
    assertThat(called()).isEqualTo("generate the fox runs with a picture");
  }

  @Test
  void aMentionInReplyToAForwardedPictureTakesIt() {
    ObjectNode theirs = DiscordTestUser.forwarding(user.message(""), picture());
    user.say(DiscordTestUser.mentioning(DiscordTestUser.replying(user.message("run"), theirs)));
    assertThat(called()).isEqualTo("order run with a picture");
  }

  @Test
  void aForwardedPictureInTheDirectChatAsksForWords() {
    user.say(DiscordTestUser.direct(DiscordTestUser.forwarding(user.message(""), picture())));
    assertThat(called()).isEqualTo("order  with a picture");
  }

  @Test
  void aForwardedTextInTheDirectChatIsNoReplyToWhatCannotBeSeen() {
    ObjectNode forward = DiscordTestUser.forwarding(user.message(""), "");
    forward.withArray("/message_snapshots/0/message/attachments").removeAll();
    user.say(DiscordTestUser.direct(forward));
    assertThat(directAnswer()).contains("neither words nor a picture");
  }

  /** Words would not make a picture of it. */
  @Test
  void aFileThatIsNoUseIsSaidBeforeWordsAreAskedFor() {
    FILES.enqueue(new MockResponse.Builder().code(404).build());
    String url = FILES.url("/a.pdf").toString();
    user.say(DiscordTestUser.direct(DiscordTestUser.withPicture(user.message(""), url)));
    assertThat(directAnswer()).contains("could not load");
  }

  private String directAnswer() {
    String path = "/channels/" + DiscordTestChannels.DIRECT + "/messages";
    await().until(() -> !discord.calls("POST", path).isEmpty());
    return discord.calls("POST", path).getFirst().body().toString();
  }

  @ParameterizedTest
  @CsvSource({"rich, image", "image, thumbnail"})
  void theCommandOnAPictureInAnEmbedTakesIt(String type, String field) {
    user.messageCommand(
        "Animate image", DiscordTestUser.withEmbed(user.message("look"), type, field, picture()));
    String form = callback().body().path("data").path("custom_id").asText();
    user.submit(form, "the fox runs");
    assertThat(called()).isEqualTo("generate the fox runs with a picture");
  }

  /** A frame of a clip or the sign of a page is not what anybody means. */
  @ParameterizedTest
  @CsvSource({"video, thumbnail", "gifv, thumbnail", "link, thumbnail"})
  void theSmallPictureOfALinkIsNotOne(String type, String field) {
    user.messageCommand(
        "Animate image",
        DiscordTestUser.withEmbed(user.message("look"), type, field, "http://127.0.0.1:9/x.png"));
    assertThat(callback().body().path("type").asInt()).isEqualTo(4);
  }

  @Test
  void inAPrivateThreadWithoutTheBotOnlyTheTokenCanSpeak() {
    user.channel = DiscordTestChannels.PRIVATE_THREAD;
    user.inPrivateThread = true;
    assertThatOnlyTheTokenCanSpeak();
  }

  @Test
  void anAnswerWithForbiddenWordsIsSaidWithoutThem() {
    discord.channels.forbiddenWord = "badword";
    conversation.answers =
        _ ->
            new Answer.Reply(
                Message.of(RichText.builder().plain("I know no ").untrusted("badword").build()),
                true);
    assertThat(response(user.slash("jobs", Map.of()))).contains("I know no …");
    conversation.answers = _ -> new Answer.Reply(Message.of("A badword of our own."), true);
    assertThat(response(user.slash("jobs", Map.of()))).contains("AutoMod");
  }

  private Call reply() {
    String path = "/channels/" + user.channel + "/messages";
    await().until(() -> !discord.calls("POST", path).isEmpty());
    return discord.calls("POST", path).getFirst();
  }

  private void assertThatOnlyTheTokenCanSpeak() {
    user.slash("video", Map.of("prompt", "a fox"));
    called();
    assertThat(InteractionToken.parse(conversation.senders.getFirst().destination().ticket()))
        .get()
        .extracting(InteractionToken::access)
        .isEqualTo(InteractionToken.BotAccess.TOKEN_ONLY);
  }

  @Test
  void peopleAndPlacesAreCalledByNameAndToldThings() {
    assertThat(
            Stream.of(
                    Scope.server("discord", DiscordJson.GUILD),
                    Scope.chat(DiscordIds.chatRef(user.channel)),
                    Scope.role("discord", DiscordJson.BOT_ROLE),
                    Scope.person(new PersonRef("discord", "4242")))
                .map(scope -> FIXTURE.bot.nameOf(scope).orElse("?")))
        .containsExactly("Guild", "#c" + user.channel, "@reelay", "bea");
    assertThat(FIXTURE.bot.nameOf(Scope.server("discord", "5"))).isEmpty();

    FIXTURE.bot.tell(Scope.chat(DiscordIds.chatRef(user.channel)), Message.of("To all."));
    FIXTURE.bot.tell(Scope.person(new PersonRef("discord", "4242")), Message.of("To you."));

    assertThat(discord.channels.in(user.channel))
        .extracting(DiscordTestChannels.Message::text)
        .singleElement()
        .asString()
        .contains("To all.");
    assertThat(discord.channels.in(DiscordTestChannels.DIRECT))
        .extracting(DiscordTestChannels.Message::text)
        .anyMatch(text -> text.contains("To you."));
    assertThat(discord.calls("POST", "/users/@me/channels").getFirst().body())
        .hasToString("{\"recipient_id\":4242}");
  }

  @Test
  void inANewServerItSaysOnceWhoItIsWithAnExample() {
    ObjectNode guild = DiscordJson.guild();
    guild.put("id", "2000000000000000002").put("preferred_locale", "zh-CN");
    guild
        .withArray("/roles")
        .forEach(role -> {
          if (role.path("name").asText().equals("@everyone")) {
            ((ObjectNode) role).put("id", "2000000000000000002");
          }
        });
    guild
        .withArray("/channels")
        .add(DiscordJson.channel("7001").put("guild_id", "2000000000000000002"));
    discord.send("GUILD_CREATE", guild);
    await().until(() -> discord.channels.in("7001").size() == 1);
    assertThat(discord.channels.in("7001").iterator().next().body().toString())
        .contains("Hello.", "example:here", "\"parse\":[]");
    assertThat(conversation.calls).containsExactly("introduction zh-CN");

    discord.send("GUILD_DELETE", DiscordJson.json("{'id':'2000000000000000002'}"));
    discord.send("GUILD_CREATE", guild);
    user.slash("jobs", Map.of());
    await().until(() -> conversation.calls.contains("jobs"));
    assertThat(discord.channels.in("7001")).hasSize(1);
  }
}
