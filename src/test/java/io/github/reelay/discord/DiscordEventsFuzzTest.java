package io.github.reelay.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.reelay.conversation.Answer;
import io.github.reelay.conversation.ButtonAction;
import io.github.reelay.conversation.ButtonId;
import io.github.reelay.conversation.Message;
import io.github.reelay.fuzz.Fuzz;
import io.github.reelay.fuzz.MutatedJson;
import io.github.reelay.fuzz.OddTexts;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BiConsumer;
import net.dv8tion.jda.internal.requests.WebSocketClient;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/**
 * What the gateway tells of commands, buttons, menus, forms, suggestions and messages, with
 * anything wrong in it: what JDA makes of it is handled or dropped, and holds up no other.
 */
class DiscordEventsFuzzTest {
  private static final String TASK = "0123456789ABC";
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  /** No port is open there: what is fetched is tried, and not had. */
  private static final String PICTURE = "http://127.0.0.1:1/a.png";

  private static final List<String> FORMS =
      List.of("remix", "continue", "remix-on", "animate", "edit", "edit-card", "other");
  private static final List<String> COMMANDS =
      List.of("video", "remix", "continue", "jobs", "settings", "models", "help", "forget", "x");

  private static final List<BiConsumer<DiscordTestUser, SplittableRandom>> ACTS =
      List.of(
          (user, random) ->
              user.slash(
                  any(COMMANDS, random),
                  Map.of("prompt", words(random), "model", "sora-2", "duration", 8, "video", TASK)),
          (user, random) -> user.slashWithImages(words(random), PICTURE, PICTURE),
          (user, random) ->
              user.admin(
                  any(List.of("ban", "limits set", "providers off"), random),
                  "{'name':'user','type':6,'value':'4242'}",
                  "{'name':'role','type':8,'value':'%s'}".formatted(DiscordJson.BOT_ROLE),
                  "{'name':'value','type':3,'value':'5'}"),
          (user, random) ->
              user.adminAutocomplete(
                  "limits set",
                  "{'name':'limit','type':3,'value':'models'}",
                  "{'name':'value','type':3,'value':'s','focused':true}"),
          (user, random) ->
              user.autocomplete(
                  "video", any(List.of("model", "duration", "image", "x"), random), "1"),
          (user, random) ->
              user.messageCommand(
                  any(
                      List.of("Animate image", "Remix video", "About video", "Report video", "x"),
                      random),
                  DiscordTestUser.withPicture(user.message(words(random)), PICTURE)),
          (user, random) -> user.press(button(random), user.message("card")),
          (user, random) -> user.select(button(random), user.message("card"), words(random)),
          (user, random) ->
              user.submit(any(FORMS, random) + ":" + TASK, "a fox", user.message("card")),
          (user, random) -> user.say(message(user, random)));

  private final Queue<String> faults = new ConcurrentLinkedQueue<>();

  @Test
  void aBrokenEventIsHandledOrDroppedAndHoldsUpNoOther() {
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    Logger gateway = (Logger) LoggerFactory.getLogger(WebSocketClient.class);
    Faults appender = new Faults();
    appender.start();
    try (DiscordFixture fixture = new DiscordFixture().connected()) {
      root.addAppender(appender);
      // It shows each event that it cannot read.
      gateway.setLevel(Level.OFF);
      fixture.conversation.answers = _ -> new Answer.Reply(Message.of("Understood."), true);
      Fuzz.run(DiscordEventsFuzzTest.class, 100, random -> isHandled(fixture, random));
    } finally {
      root.detachAppender(appender);
      gateway.setLevel(null);
    }
  }

  private void isHandled(DiscordFixture fixture, SplittableRandom random) {
    DiscordTestUser user = new DiscordTestUser(fixture.discord);
    user.channel = DiscordTestChannels.channel(random.nextInt(80));
    user.abroad = random.nextInt(8) == 0;
    user.inPrivateThread = random.nextInt(8) == 0;
    String[] sent = {""};
    fixture.discord.onItsWay = data -> sent[0] = spoilt(data, random);
    any(ACTS, random).accept(user, random);
    fixture.discord.onItsWay = JsonNode::toString;
    String prompt = "after " + random.nextLong();
    user.slash("continue", Map.of("prompt", prompt, "video", TASK));
    await(sent[0])
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(1))
        .atMost(Duration.ofSeconds(15))
        .until(() ->
            fixture.conversation.calls.contains("continue " + prompt + " of " + TASK)
                && fixture.inbox.pendingCount() == 0);
    fixture.conversation.calls.clear();
    fixture.discord.calls.clear();
    List<String> found = List.copyOf(faults);
    faults.clear();
    assertThat(found).as(sent[0]).isEmpty();
  }

  /** Whatever is no JSON object does not come from Discord. */
  private static String spoilt(JsonNode data, SplittableRandom random) {
    String text = MutatedJson.of(data, random);
    try {
      return JSON.readTree(text) instanceof ObjectNode ? text : data.toString();
    } catch (JsonProcessingException notSent) {
      return data.toString();
    }
  }

  private static ObjectNode message(DiscordTestUser user, SplittableRandom random) {
    ObjectNode said = user.message("<@" + DiscordJson.BOT + "> " + words(random));
    ObjectNode message =
        switch (random.nextInt(6)) {
          case 0 -> DiscordTestUser.withPicture(said, PICTURE);
          case 1 -> DiscordTestUser.forwarding(said, PICTURE);
          case 2 -> DiscordTestUser.withEmbed(said, "image", "thumbnail", PICTURE);
          case 3 -> DiscordTestUser.replying(said, user.message("a video"));
          case 4 -> DiscordTestUser.mentioningRole(user.message(""));
          default -> said;
        };
    return random.nextInt(3) == 0
        ? DiscordTestUser.direct(message)
        : DiscordTestUser.mentioning(message);
  }

  private static String button(SplittableRandom random) {
    return new ButtonId(any(List.of(ButtonAction.values()), random), TASK).encode();
  }

  private static String words(SplittableRandom random) {
    return random.nextBoolean() ? "a red fox" : OddTexts.of(random, 60);
  }

  private static <T> T any(List<T> all, SplittableRandom random) {
    return all.get(random.nextInt(all.size()));
  }

  /** Keeps what our code threw; of what JDA cannot read, it says so itself. */
  private final class Faults extends AppenderBase<ILoggingEvent> {
    @Override
    protected void append(ILoggingEvent line) {
      boolean ours =
          line.getLoggerName().startsWith("io.github.reelay")
              || line.getMessage().startsWith("One of the EventListeners");
      if (ours && line.getLevel() == Level.ERROR) {
        String trace =
            line.getThrowableProxy() == null
                ? ""
                : ThrowableProxyUtil.asString(line.getThrowableProxy());
        faults.add(line.getFormattedMessage() + " " + trace);
      }
    }
  }
}
