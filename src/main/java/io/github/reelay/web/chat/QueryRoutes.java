package io.github.reelay.web.chat;

import io.github.reelay.catalogue.ModelCatalogue;
import io.github.reelay.conversation.Answer;
import io.github.reelay.conversation.Command;
import io.github.reelay.conversation.CommandInput;
import io.github.reelay.conversation.Conversation;
import io.github.reelay.conversation.Message;
import io.github.reelay.conversation.PreferenceStore;
import io.github.reelay.conversation.RequestInput;
import io.github.reelay.conversation.RequestOption;
import io.github.reelay.conversation.Sender;
import io.github.reelay.task.Offer;
import io.github.reelay.task.Task;
import io.github.reelay.task.option.VideoOption;
import io.github.reelay.task.ref.PersonRef;
import io.github.reelay.tracking.port.TaskStore;
import io.github.reelay.web.Routes;
import io.github.reelay.web.Visitor;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The routes of queries: {@code /api/models}, {@code /api/quote}, {@code /api/choices}, {@code
 * /api/settings}, {@code /api/jobs} and the panels of the page.
 */
final class QueryRoutes implements Routes {
  /** Running and recent; more is history, not jobs. */
  private static final int MAX_JOBS = 30;

  /** What can be looked at beside the chat. */
  private static final Set<Command> PANELS =
      EnumSet.of(Command.USAGE, Command.HELP, Command.MODELS, Command.SETTINGS);

  private final Conversation conversation;
  private final ModelCatalogue catalogue;
  private final RequestValidator validator;
  private final TaskStore tasks;
  private final MessageLog messages;
  private final PreferenceStore preferences;
  private final String currency;
  private final InstantSource clock;

  /**
   * @param currency as it is shown in front of an amount
   */
  QueryRoutes(
      Conversation conversation,
      ModelCatalogue catalogue,
      RequestValidator validator,
      TaskStore tasks,
      MessageLog messages,
      PreferenceStore preferences,
      String currency,
      InstantSource clock) {
    this.conversation = conversation;
    this.catalogue = catalogue;
    this.validator = validator;
    this.tasks = tasks;
    this.messages = messages;
    this.preferences = preferences;
    this.currency = currency;
    this.clock = clock;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get(
        "/api/models",
        ctx ->
            ctx.json(
                catalogue.models().stream()
                    .map(model -> ModelEntry.of(model, catalogue.defaultModel(), currency))
                    .toList()));
    routes.get("/api/quote", this::quote);
    routes.get("/api/choices", this::choices);
    routes.get("/api/settings", ctx -> ctx.json(preferences.load(Visitor.of(ctx).person())));
    routes.get("/api/jobs", this::jobs);
    routes.get("/api/panels/{name}", this::panel);
  }

  private void quote(Context ctx) {
    Map<RequestOption, String> options = RequestOption.fromFields(ctx::queryParam);
    int images = ctx.queryParamAsClass("images", Integer.class).getOrDefault(0);
    Offer offer = validator.quote(options, images).orElseThrow(NotFoundResponse::new);
    Map<String, Object> quote = new LinkedHashMap<>();
    quote.put("amount", offer.price().decimal());
    quote.put("currency", currency);
    quote.put("pretend", offer.isPretend());
    conversation
        .draftPrice(
            WebMessageHandler.senderOf(Visitor.of(ctx), ""),
            new RequestInput("", "-", false, options, RequestValidator.anyImages(images)))
        .ifPresent(draft -> quote.put("draft", draft.decimal()));
    ctx.json(quote);
  }

  /**
   * What can be chosen in each menu with what is chosen in the others. What {@code usual} names was
   * not chosen but is the model's own: with another model it is another.
   */
  private void choices(Context ctx) {
    Map<RequestOption, String> chosen = RequestOption.fromFields(ctx::queryParam);
    Map<RequestOption, String> keptByAnother = RequestOption.fromFields(ctx::queryParam);
    for (String usual : ctx.queryParamAsClass("usual", String.class).getOrDefault("").split(",")) {
      RequestOption.ofWord(usual).ifPresent(keptByAnother::remove);
    }
    int images = ctx.queryParamAsClass("images", Integer.class).getOrDefault(0);
    Map<String, Object> menus = new LinkedHashMap<>();
    for (RequestOption menu : RequestOption.values()) {
      if (menu.type() == VideoOption.Type.NUMBER || menu.type() == VideoOption.Type.TEXT) {
        continue;
      }
      menus.put(
          menu.word(),
          conversation.suggest(
              Visitor.of(ctx).locale(),
              menu,
              "",
              menu == RequestOption.MODEL ? keptByAnother : chosen,
              images,
              Integer.MAX_VALUE));
    }
    ctx.json(menus);
  }

  private void jobs(Context ctx) {
    PersonRef person = Visitor.of(ctx).person();
    ctx.json(
        tasks.ofPerson(person, MAX_JOBS).stream()
            .map(task ->
                JobEntry.of(task, messages.find(person, statusMessageId(task)), tasks.clips(task)))
            .toList());
  }

  private static String statusMessageId(Task task) {
    return WebChatPlatform.statusMessageId(task.id());
  }

  private void panel(Context ctx) {
    Sender sender = WebMessageHandler.senderOf(Visitor.of(ctx), "");
    Command command =
        Command.ofWord(ctx.pathParam("name"))
            .filter(PANELS::contains)
            .orElseThrow(NotFoundResponse::new);
    Answer answer = conversation.run(sender, command, CommandInput.NONE);
    Message message = answer instanceof Answer.Reply(Message said, _, _) ? said : Message.of("");
    ctx.json(ChatMessageMapper.toChatMessage("panel", message, null, clock.instant()));
  }
}
