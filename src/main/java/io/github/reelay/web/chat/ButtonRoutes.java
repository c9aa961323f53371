package io.github.reelay.web.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.reelay.conversation.Answer;
import io.github.reelay.conversation.ButtonAction;
import io.github.reelay.conversation.ButtonId;
import io.github.reelay.conversation.Conversation;
import io.github.reelay.conversation.text.MessageBundles;
import io.github.reelay.task.ref.PersonRef;
import io.github.reelay.web.ApiProblem;
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
  private static final int MAX_BODY_BYTES = 64 * 1024;

  private final Conversation conversation;
  private final MessageLog messages;
  private final MessageIdGenerator ids;
  private final WebResponder answerWriter;
  private final PersonRateLimiter rateLimiter;
  private final MessageBundles bundles;
  private final ObjectMapper json;
  private final InstantSource clock;

  ButtonRoutes(
      Conversation conversation,
      MessageLog messages,
      MessageIdGenerator ids,
      WebResponder answerWriter,
      PersonRateLimiter rateLimiter,
      MessageBundles bundles,
      ObjectMapper json,
      InstantSource clock) {
    this.conversation = conversation;
    this.messages = messages;
    this.ids = ids;
    this.answerWriter = answerWriter;
    this.rateLimiter = rateLimiter;
    this.bundles = bundles;
    this.json = json;
    this.clock = clock;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.post("/api/messages/{id}/buttons/{button}", this::press);
  }

  private void press(Context ctx) throws IOException {
    Visitor visitor = Visitor.of(ctx);
    Locale locale = visitor.locale();
    if (rateLimiter.refuses(visitor, ctx)) {
      return;
    }
    Optional<ChatMessage> buttonMessage = messages.find(visitor.person(), ctx.pathParam("id"));
    Optional<ButtonId> button = buttonMessage.flatMap(m -> findButton(m, ctx.pathParam("button")));
    if (buttonMessage.isEmpty() || button.isEmpty()) {
      new ApiProblem(404, bundles.get(locale, "web.error.button"), null).send(ctx);
      return;
    }
    JsonNode body = readBody(ctx);
    String text = body.path("text").asText("").strip();
    if (button.get().action() == ButtonAction.REMIX && text.isEmpty()) {
      ApiProblem.forField("text", bundles.get(locale, "web.error.remix-text")).send(ctx);
      return;
    }
    String key = PostedMessage.readIdempotencyKey(ctx, body.path("id").asText(null));
    ctx.json(execute(visitor, buttonMessage.get(), button.get(), key, text));
  }

  private Map<String, String> execute(
      Visitor visitor,
      ChatMessage buttonMessage,
      ButtonId button,
      @Nullable String key,
      String text) {
    PersonRef person = visitor.person();
    boolean says = !text.isEmpty();
    String causeId = ids.next(says ? 'm' : 'p', person, key);
    if (says) {
      messages.putIfAbsent(
          person, ChatMessage.ofPerson(causeId, text, null, buttonMessage.id(), clock.instant()));
    }
    Answer answer =
        conversation.press(
            WebMessageHandler.senderOf(visitor, says ? causeId : buttonMessage.id()),
            confirmed(button),
            "web:" + causeId,
            MessageLog.messageRef(person, buttonMessage.id()),
            says ? text : null);
    Map<String, String> response = new LinkedHashMap<>();
    response.put("id", causeId);
    response.putAll(answerWriter.execute(person, answer, causeId, buttonMessage));
    String shown = response.get("answer");
    if (answer instanceof Answer.ShowVideo show && shown != null) {
      conversation.videoShown(show.task(), MessageLog.messageRef(person, shown));
    }
    return response;
  }

  /** The page asks by itself before it deletes, and a script means what it says. */
  private static ButtonId confirmed(ButtonId button) {
    return switch (button.action()) {
      case DELETE -> new ButtonId(ButtonAction.DELETE_NOW, button.target());
      case UNDO -> new ButtonId(ButtonAction.UNDO_NOW, button.target());
      default -> button;
    };
  }

  /**
   * The button as it stands on the message; one that stood there before is passed on as well, for
   * the conversation to say that it is over.
   */
  private static Optional<ButtonId> findButton(ChatMessage buttonMessage, String name) {
    String action = name.contains(":") ? name.substring(0, name.indexOf(':')) : name;
    Optional<String> target =
        buttonMessage.buttons().stream()
            .filter(b -> b.id().equals(name) || b.id().startsWith(action + ":"))
            .filter(b -> b.id().equals(name) || !name.contains(":"))
            .map(ChatMessage.MessageButton::target)
            .findFirst();
    return target
        .or(() -> Optional.ofNullable(buttonMessage.task()))
        .filter(_ -> action.matches("[a-z-]{1,30}"))
        .map(t -> new ButtonId(ButtonAction.ofWireId(action), t));
  }

  private JsonNode readBody(Context ctx) throws IOException {
    byte[] body = ctx.bodyInputStream().readNBytes(MAX_BODY_BYTES);
    return body.length == 0 ? json.createObjectNode() : json.readTree(body);
  }
}
