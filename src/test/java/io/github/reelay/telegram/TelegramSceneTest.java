package io.github.reelay.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.reelay.conversation.ButtonAction;
import io.github.reelay.telegram.TelegramTestServer.Call;
import io.github.reelay.testing.ChatScene;
import io.github.reelay.tracking.port.ChatPlatform;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The section Telegram of {@code docs/chats.md}: Ann's private chat, by the calls of the client.
 */
class TelegramSceneTest {
  @ParameterizedTest
  @MethodSource("io.github.reelay.conversation.text.MessageBundles#ownLanguages")
  void thePageIsWhatAnnSees(Locale language) throws IOException {
    try (TelegramFixture fixture = new TelegramFixture()) {
      new Scene(fixture, language).matchesThePage();
    }
  }

  private static final class Scene extends ChatScene {
    /** What Telegram's clients call a language otherwise than everybody does. */
    private static final Map<Locale, String> CODES = Map.of(Locale.SIMPLIFIED_CHINESE, "zh-hans");

    private final TelegramFixture telegram;
    private final Map<String, String> firstLines = new HashMap<>();
    private int read;
    private int messages = 50;

    /** The id of the bot's next message there. */
    private int sent = 100;

    Scene(TelegramFixture telegram, Locale language) {
      super("Telegram", language, telegram.tasks);
      this.telegram = telegram;
      telegram.language = CODES.getOrDefault(language, language.getLanguage());
      telegram.server.file("photos/P", new byte[] {1, 2, 3});
      telegram.start(conversation());
    }

    @Override
    protected ChatPlatform platform() {
      return telegram.bot().platform();
    }

    @Override
    protected boolean isInOrder() {
      return true;
    }

    @Override
    protected void play() throws IOException {
      title("Before the first video");
      step("writes: /jobs", () -> say("/jobs", null), start("jobs.none"));

      title("A video, the next clip, and deleted");
      step("writes: " + fox, () -> say(fox, null), start("card.price"));
      press(label(ButtonAction.GENERATE), "gone");
      delivered(atWork(queued()), "gone");
      press(label(ButtonAction.CONTINUE), start("continue.ask"));
      step("answers: " + door, () -> say(door, newest()), "gone");
      delivered(joined(atWork(queued())), "gone");
      press(label(ButtonAction.DELETE), text("delete.ask"));
      pressThere(label(ButtonAction.DELETE_NOW), "a note", "gone: " + text("delete.ask"));

      title("What does not go, and what would");
      String tooLong = "/video " + fox + " --model tiny --duration " + TOO_LONG;
      step("writes: " + tooLong, () -> say(tooLong, null), makeIt(8));
      press(makeIt(8), start("card.price"));

      title("A picture first");
      step(
          "sends a picture",
          () ->
              telegram.says(
                  messages++,
                  "\"photo\":[{\"file_id\":\"P\",\"file_unique_id\":\"u\",\"width\":9,\"height\":9}]"),
          start("picture.ask"));
      step("writes: " + away, () -> say(away, null), start("card.price"));
    }

    private void say(String words, @Nullable JsonNode replyTo) {
      telegram.says(
          messages++,
          "\"text\":\""
              + words
              + "\""
              + (replyTo == null ? "" : ",\"reply_to_message\":" + replyTo));
    }

    private ObjectNode newest() {
      return telegram.server.messages(TelegramFixture.ANN).getLast();
    }

    @Override
    protected void pressNewest(String label) {
      for (ObjectNode message : telegram.server.messages(TelegramFixture.ANN).reversed()) {
        Optional<JsonNode> button =
            buttons(message.path("reply_markup"))
                .filter(b -> b.path("text").asText().startsWith(label))
                .findFirst();
        if (button.isPresent()) {
          telegram.presses(
              "q" + messages++,
              TelegramFixture.ANN,
              message.path("message_id").asInt(),
              button.get().path("callback_data").asText());
          return;
        }
      }
      throw new AssertionError("no button " + label);
    }

    private static Stream<JsonNode> buttons(JsonNode markup) {
      return StreamSupport.stream(markup.path("inline_keyboard").spliterator(), false)
          .flatMap(row -> StreamSupport.stream(row.spliterator(), false));
    }

    @Override
    protected List<Seen> news() {
      List<Seen> seen = new ArrayList<>();
      List<Call> all = telegram.server.calls();
      while (read < all.size() && isDone(all.get(read), all.subList(read, all.size()))) {
        seen(all.get(read++)).ifPresent(seen::add);
      }
      return seen;
    }

    /** A call is noted before it takes effect: its message must be there, or gone again. */
    private boolean isDone(Call call, List<Call> later) {
      String id = Integer.toString(sent);
      return !call.method().equals("sendmessage")
          || telegram.server.messages(TelegramFixture.ANN).stream()
              .anyMatch(m -> m.path("message_id").asText().equals(id))
          || later.stream()
              .anyMatch(c -> c.method().equals("deletemessage") && c.text("message_id").equals(id));
    }

    private Optional<Seen> seen(Call call) {
      String words = call.text("text");
      return switch (call.method()) {
        case "sendmessage" -> {
          firstLines.put(Integer.toString(sent++), firstLine(words));
          yield Optional.of(new Seen("new, " + sound(call), words + keyboard(call)));
        }
        case "sendvideo" ->
            Optional.of(new Seen("a video, " + sound(call), call.text("caption") + keyboard(call)));
        case "editmessagetext" -> Optional.of(new Seen("edited", words + keyboard(call)));
        case "editmessagemedia" -> {
          String caption = call.params().path("media").path("caption").asText();
          firstLines.put(call.text("message_id"), "the video of “" + firstLine(caption) + "”");
          yield Optional.of(new Seen("that message becomes the video", caption + keyboard(call)));
        }
        case "deletemessage" ->
            Optional.of(new Seen("gone: " + firstLines.get(call.text("message_id")), ""));
        case "answercallbackquery" ->
            words.isEmpty() ? Optional.empty() : Optional.of(new Seen("a note that passes", words));
        default -> Optional.empty();
      };
    }

    private static String firstLine(String words) {
      return words.lines().findFirst().orElse("");
    }

    private static String sound(Call call) {
      return call.params().path("disable_notification").asBoolean() ? "silent" : "with a sound";
    }

    private static String keyboard(Call call) {
      StringBuilder rows = new StringBuilder();
      for (JsonNode row : call.params().path("reply_markup").path("inline_keyboard")) {
        rows.append('\n');
        row.forEach(b -> rows.append('[').append(b.path("text").asText()).append("] "));
      }
      return rows.toString().stripTrailing();
    }
  }
}
