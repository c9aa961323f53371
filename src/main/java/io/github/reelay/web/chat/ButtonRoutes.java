package io.github.reelay.web.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.reelay.conversation.Answer;
import io.github.reelay.conversation.ButtonId;
import io.github.reelay.conversation.Conversation;
import io.github.reelay.conversation.text.MessageBundles;
import io.github.reelay.task.ref.PersonRef;
import io.github.reelay.web.Problem;
import io.github.reelay.web.Routes;
import io.github.reelay.web.Visitor;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code POST /api/messages/{id}/buttons/{button}}: a person presses a button. */
final class ButtonRoutes implements Routes {
  private static final int MOST_BODY = 64 * 1024;

  private final Conversation conversation;
  private final MessageLog messages;
  private final MessageIdGenerator ids;
  private final AnswerWriter answers;
  private final PersonRateLimiter rateLimiter;
  private final MessageBundles bundles;
  private final ObjectMapper json;
  private final InstantSource clock;

  ButtonRoutes(
      Conversation conversation,
      MessageLog messages,
      MessageIdGenerator ids,
      AnswerWriter answers,
      PersonRateLimiter rateLimiter,
      MessageBundles bundles,
      ObjectMapper json,
      InstantSource clock) {
    this.conversation = conversation;
    this.messages = messages;
    this.ids = ids;
    this.answers = answers;
    this.rateLimiter = rateLimiter;
    this.bundles = bundles;
    this.json = json;
    this.clock = clock;
  }

  @Override
  public void add(RoutesConfig routes) {
    routes.post("/api/messages/{id}/buttons/{button}", this::press);
  }

  private void press(Context ctx) throws IOException {
    Visitor visitor = Visitor.of(ctx);
    Locale locale = visitor.locale();
    if (rateLimiter.isTooMuch(visitor.person())) {
      new Problem(429, bundles.get(locale, "web.error.too-fast"), null).answer(ctx);
      return;
    }
    Optional<ChatMessage> on = messages.find(visitor.person(), ctx.pathParam("id"));
    Optional<ButtonId> button = on.flatMap(m -> meant(m, ctx.pathParam("button")));
    if (on.isEmpty() || button.isEmpty()) {
      new Problem(404, bundles.get(locale, "web.error.button"), null).answer(ctx);
      return;
    }
    JsonNode body = body(ctx);
    String text = body.path("text").asText("").strip();
    if (button.get().action().equals("remix") && text.isEmpty()) {
      Problem.in("text", bundles.get(locale, "web.error.remix-text")).answer(ctx);
      return;
    }
    String key = PostedMessage.keyOf(ctx, body.path("id").asText(null));
    ctx.json(carryOut(visitor, on.get(), button.get(), key, text));
  }

  private Map<String, String> carryOut(
      Visitor visitor, ChatMessage on, ButtonId button, @Nullable String key, String text) {
    PersonRef person = visitor.person();
    boolean says = !text.isEmpty();
    String cause = ids.next(says ? 'm' : 'p', person, key);
    if (says) {
      messages.putOnce(person, ChatMessage.ofPerson(cause, text, null, on.id(), clock.instant()));
    }
    Answer answer =
        conversation.press(
            PostedMessageHandler.speaker(visitor, says ? cause : on.id()),
            button,
            "web:" + cause,
            MessageLog.ref(person, on.id()),
            says ? text : null);
    Map<String, String> told = new LinkedHashMap<>();
    told.put("id", cause);
    told.putAll(answers.carryOut(person, answer, cause, on));
    return told;
  }

  /**
   * The button as it stands on the message; one that stood there before is passed on as well, for
   * the conversation to say that it is over.
   */
  private static Optional<ButtonId> meant(ChatMessage on, String name) {
    String action = name.contains(":") ? name.substring(0, name.indexOf(':')) : name;
    Optional<String> target =
        on.buttons().stream()
            .filter(b -> b.id().equals(name) || b.id().startsWith(action + ":"))
            .filter(b -> b.id().equals(name) || !name.contains(":"))
            .map(ChatMessage.PageButton::target)
            .findFirst();
    return target
        .or(() -> Optional.ofNullable(on.task()))
        .filter(_ -> action.matches("[a-z-]{1,30}"))
        .map(t -> new ButtonId(action, t));
  }

  private JsonNode body(Context ctx) throws IOException {
    byte[] body = ctx.bodyInputStream().readNBytes(MOST_BODY);
    return body.length == 0 ? json.createObjectNode() : json.readTree(body);
  }
}
