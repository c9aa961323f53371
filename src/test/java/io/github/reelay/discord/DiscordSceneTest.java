package io.github.reelay.discord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.reelay.conversation.ButtonAction;
import io.github.reelay.discord.DiscordTestChannels.Message;
import io.github.reelay.discord.DiscordTestServer.Call;
import io.github.reelay.testing.ChatScene;
import io.github.reelay.testing.InMemoryTaskStore;
import io.github.reelay.tracking.port.ChatPlatform;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import net.dv8tion.jda.api.interactions.DiscordLocale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The section Discord of {@code docs/chats.md}: a channel of a server, as JDA fills it. */
class DiscordSceneTest {
  @ParameterizedTest
  @MethodSource("io.github.reelay.conversation.text.MessageBundles#ownLanguages")
  void thePageIsWhatAnnSees(Locale language) throws IOException {
    InMemoryTaskStore tasks = new InMemoryTaskStore();
    try (DiscordFixture fixture = new DiscordFixture(tasks);
        MockWebServer files = new MockWebServer()) {
      files.start();
      files.enqueue(new MockResponse.Builder().body("picture bytes").build());
      new Scene(fixture, language, tasks, files.url("/a.png").toString()).matchesThePage();
    }
  }

  private static final class Scene extends ChatScene {
    /** The flag of a message that makes no sound. */
    private static final int SILENT = 4096;

    private final DiscordFixture discord;
    private final DiscordTestUser ann;
    private final String picture;

    /** What is seen in the channel by id. */
    private final Map<String, String> shown = new LinkedHashMap<>();

    private final Map<String, Integer> flags = new LinkedHashMap<>();
    private int read;

    Scene(DiscordFixture discord, Locale language, InMemoryTaskStore tasks, String picture) {
      super("Discord", language, tasks);
      this.discord = discord;
      this.picture = picture;
      this.ann = new DiscordTestUser(discord.discord);
      ann.locale = DiscordLocale.from(language).getLocale();
      discord.connected(conversation());
    }

    @Override
    protected ChatPlatform platform() {
      return discord.bot.platform();
    }

    @Override
    protected boolean isInOrder() {
      return false;
    }

    @Override
    protected void play() throws IOException {
      // Commands and presses tell a person's language, messages do not.
      title("Before the first video");
      step("says: " + command("jobs"), () -> ann.slash("jobs", Map.of()), start("jobs.none"));

      title("A video, the next clip, and deleted");
      step("writes: @Reelay " + fox, () -> ann.say(mention(fox)), start("card.price"));
      press(label(ButtonAction.GENERATE));
      delivered(atWork(queued()), "gone");
      press(label(ButtonAction.CONTINUE), "form");
      step("fills the form: " + door, () -> submit("continue:", door));
      delivered(joined(atWork(queued())), "gone");
      press(label(ButtonAction.DELETE), text("delete.ask"));
      pressThere(label(ButtonAction.DELETE_NOW), "gone", text("delete.done"));

      title("What does not go, and what would");
      step(
          "says: "
              + command("video")
              + option("prompt", fox)
              + option("model", "tiny")
              + option("duration", TOO_LONG),
          () -> ann.slash("video", Map.of("prompt", fox, "model", "tiny", "duration", TOO_LONG)),
          makeIt(8));
      press(makeIt(8), start("card.price"));

      title("A picture first");
      step(
          "mentions @Reelay with a picture and no words",
          () -> ann.say(DiscordTestUser.withPicture(mention(""), picture)),
          start("picture.ask"));
      step("writes: @Reelay " + away, () -> ann.say(mention(away)), start("card.price"));
    }

    /** As the client lists it. */
    private String command(String word) {
      return "/" + text("discord.command." + word + ".name");
    }

    private String option(String word, Object value) {
      return " " + text("discord.option." + word + ".name") + ":" + value;
    }

    private ObjectNode mention(String words) {
      return DiscordTestUser.mentioning(ann.message("<@" + DiscordJson.BOT + "> " + words));
    }

    private List<Message> messages() {
      return List.copyOf(discord.discord.channels.in(ann.channel));
    }

    @Override
    protected void pressNewest(String label) {
      for (Message message : messages().reversed()) {
        Optional<JsonNode> button =
            buttons(message.body())
                .filter(b -> b.path("label").asText().startsWith(label))
                .findFirst();
        if (button.isPresent()) {
          ann.press(button.get().path("custom_id").asText(), DiscordTestChannels.json(message));
          return;
        }
      }
      throw new AssertionError("no button " + label);
    }

    /** The form that was opened last. */
    private void submit(String form, String words) {
      String id =
          discord.discord.calls("POST", "/interactions/.*/callback").stream()
              .map(call -> call.body().path("data").path("custom_id").asText())
              .filter(opened -> opened.startsWith(form))
              .findFirst()
              .orElseThrow();
      ann.submit(id, words);
    }

    @Override
    protected List<Seen> news() {
      List<Seen> news = new ArrayList<>();
      List<Call> calls = discord.discord.calls("POST", "/interactions/.*/callback");
      for (Call call : calls.subList(read, calls.size())) {
        if (call.body().path("type").asInt() == 9) {
          JsonNode form = call.body().path("data");
          news.add(
              new Seen(
                  "a form: " + form.path("title").asText(),
                  text("discord.form.prompt")
                      + text("sentence.colon")
                      + form.findValue("placeholder").asText()));
        }
      }
      read = calls.size();
      Map<String, Message> now = messages().stream().collect(Collectors.toMap(Message::id, m -> m));
      for (Map.Entry<String, String> before : Map.copyOf(shown).entrySet()) {
        if (!now.containsKey(before.getKey())) {
          shown.remove(before.getKey());
          news.add(new Seen("gone: " + before.getValue().lines().findFirst().orElse(""), ""));
        }
      }
      for (Message message : messages()) {
        flags.putIfAbsent(message.id(), message.body().path("flags").asInt());
        String words = words(message.body());
        // What still thinks, or is about to go, says nothing.
        if (!words.isBlank() && !words.equals("…")) {
          String before = shown.put(message.id(), words);
          if (!words.equals(before)) {
            news.add(new Seen(before == null ? how(message) : "edited", words));
          }
        }
      }
      return news;
    }

    private String how(Message message) {
      int all = flags.getOrDefault(message.id(), 0);
      String file = message.files().isEmpty() ? "" : ", the video";
      return (all & DiscordTestChannels.EPHEMERAL) != 0
          ? "new, for Ann alone" + file
          : (all & SILENT) != 0 ? "new, silent" + file : "new" + file;
    }

    private String words(JsonNode body) {
      StringBuilder all = new StringBuilder();
      collect(body, all);
      return all.toString()
          .replaceAll("\\]\\(<https://discord.com/[^)]*\\)", "]")
          .replaceAll("<@\\d+>", "@Ann")
          .replaceAll("-# (.*)<t:\\d+:R>", "$1" + text("time.just-now"))
          .strip();
    }

    private static void collect(JsonNode part, StringBuilder all) {
      if (part.path("content").isTextual() && !part.path("content").asText().isEmpty()) {
        all.append('\n').append(part.path("content").asText());
      }
      if (part.path("type").asInt() == 1) {
        all.append('\n');
      }
      if (part.has("label") && part.has("custom_id")) {
        all.append('[').append(part.path("label").asText()).append("] ");
      }
      part.path("components").forEach(inner -> collect(inner, all));
    }

    private static Stream<JsonNode> buttons(JsonNode part) {
      return Stream.concat(
          part.has("label") && part.has("custom_id") ? Stream.of(part) : Stream.of(),
          StreamSupport.stream(part.path("components").spliterator(), false)
              .flatMap(Scene::buttons));
    }
  }
}
