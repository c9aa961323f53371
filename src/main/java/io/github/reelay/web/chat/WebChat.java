package io.github.reelay.web.chat;

import io.github.reelay.chat.ChatHealth;
import io.github.reelay.chat.ChatPorts;
import io.github.reelay.conversation.ChatPoster;
import io.github.reelay.conversation.Conversation;
import io.github.reelay.conversation.Message;
import io.github.reelay.policy.Scope;
import io.github.reelay.task.ref.PersonRef;
import io.github.reelay.tracking.port.ChatPlatform;
import io.github.reelay.web.ApiJson;
import io.github.reelay.web.Routes;
import io.github.reelay.web.ServedChat;
import io.github.reelay.web.Visitor;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The web chat: the facade of the page and its API. Switched off it serves nothing, but what was
 * asked for before is still finished.
 */
public final class WebChat implements ServedChat {
  private final WebChatOptions options;
  private final ChatPorts ports;
  private final StreamNotifier notifier = new StreamNotifier();
  private final MessageLog messages;
  private final WebChatPlatform platform;
  private final WebResponder responder;

  public WebChat(WebChatOptions options, ChatPorts ports) {
    this.options = options;
    this.ports = ports;
    this.messages = new MessageLog(ports.transcript(), notifier, ApiJson.MAPPER);
    this.responder = new WebResponder(messages, ports.clock(), options.spoiler());
    this.platform = new WebChatPlatform(messages, ports.texts(), ports.clock(), options.spoiler());
  }

  @Override
  public ChatPlatform platform() {
    return platform;
  }

  @Override
  public ChatPoster poster() {
    return responder;
  }

  @Override
  public Optional<ChatHealth> health() {
    return Optional.empty();
  }

  @Override
  public void forget(PersonRef person) {
    messages.deleteAll(person);
  }

  @Override
  public void tell(Scope to, Message message) {
    PersonRef person = new PersonRef(platform.name(), to.id().substring(to.id().indexOf(':') + 1));
    messages.put(
        person,
        ChatMessageMapper.toChatMessage(
            new MessageIdGenerator(ports.random()).next('n', person, null),
            message,
            null,
            ports.clock().instant()));
  }

  @Override
  public List<Routes> routes(Conversation conversation) {
    if (!options.enabled()) {
      return List.of();
    }
    MessageIdGenerator ids = new MessageIdGenerator(ports.random());
    PersonRateLimiter rateLimiter = new PersonRateLimiter(ports.bundles());
    RequestValidator validator = new RequestValidator(ports.catalogue(), ports.bundles());
    WebMessageHandler handler =
        new WebMessageHandler(conversation, validator, ports.tasks(), messages, ports.bundles());
    return List.of(
        this::addPreferredLanguage,
        new PageRoutes(ports.bundles(), options.pictureLimit()),
        new MessageRoutes(
            messages,
            handler,
            ports.media(),
            ids,
            responder,
            rateLimiter,
            ports.bundles(),
            options.pictureLimit(),
            ApiJson.MAPPER,
            ports.clock()),
        new ButtonRoutes(
            conversation,
            messages,
            ids,
            responder,
            rateLimiter,
            ports.bundles(),
            ApiJson.MAPPER,
            ports.clock()),
        new EventRoutes(ports.transcript(), notifier, ApiJson.MAPPER, ports.bundles()),
        new QueryRoutes(
            conversation,
            ports.catalogue(),
            validator,
            ports.tasks(),
            messages,
            ports.preferences(),
            ports.currency(),
            ports.clock()),
        new FileRoutes(messages, ports.tasks(), ports.media(), ports.converter()));
  }

  /** The page's own sentences are in the language that a person set, as the conversation's are. */
  private void addPreferredLanguage(RoutesConfig routes) {
    routes.before("/texts.json", this::preferLanguage);
    routes.before("/api/*", this::preferLanguage);
  }

  private void preferLanguage(Context ctx) {
    Visitor visitor = Visitor.of(ctx);
    String set = ports.preferences().load(visitor.person()).get("language");
    if (set != null) {
      visitor.withLocale(Locale.forLanguageTag(set)).storeIn(ctx);
    }
  }
}
