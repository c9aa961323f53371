package io.github.reelay.app;

import io.github.reelay.app.settings.Settings;
import io.github.reelay.chat.Chat;
import io.github.reelay.chat.ChatFactory;
import io.github.reelay.chat.ChatHealth;
import io.github.reelay.chat.ChatPorts;
import io.github.reelay.chat.ConfiguredChat;
import io.github.reelay.chat.WebhookRoute;
import io.github.reelay.conversation.ChatPoster;
import io.github.reelay.conversation.Conversation;
import io.github.reelay.conversation.Message;
import io.github.reelay.conversation.PersonalDataStore;
import io.github.reelay.discord.DiscordChatFactory;
import io.github.reelay.task.ref.Destination;
import io.github.reelay.task.ref.PersonRef;
import io.github.reelay.telegram.TelegramChatFactory;
import io.github.reelay.tracking.port.ChatPlatform;
import io.github.reelay.web.Routes;
import io.github.reelay.web.ServedChat;
import io.github.reelay.web.chat.WebChatFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The chats: all there are, and those that run. */
public final class Chats {
  /** One line for each kind of chat; nothing else has to be told of a new one. */
  public static final List<ChatFactory<?>> FACTORIES =
      List.of(new DiscordChatFactory(), new TelegramChatFactory(), new WebChatFactory());

  private final List<NamedChat> chats;

  private record NamedChat(String name, Chat chat) {}

  private Chats(List<NamedChat> chats) {
    this.chats = chats;
  }

  /** Makes those that are switched on. They speak once made, and listen once started. */
  static Chats create(Settings settings, ChatPorts ports) {
    List<NamedChat> chats = new ArrayList<>();
    for (ConfiguredChat<?> configured : settings.chats()) {
      chats.add(new NamedChat(configured.name(), configured.create(ports)));
    }
    return new Chats(List.copyOf(chats));
  }

  List<Chat> all() {
    return chats.stream().map(NamedChat::chat).toList();
  }

  Map<String, ChatPlatform> platforms() {
    return all().stream()
        .map(Chat::platform)
        .collect(Collectors.toMap(ChatPlatform::name, Function.identity()));
  }

  /** What they keep about people, for {@code /forget}. */
  PersonalDataStore personalDataStore() {
    return person -> all().forEach(chat -> chat.forget(person));
  }

  /** Each says later what was asked for in it; what is switched off now may be on again. */
  ChatPoster poster() {
    Map<String, ChatPoster> posters =
        all().stream().collect(Collectors.toMap(chat -> chat.platform().name(), Chat::poster));
    return new ChatPoster() {
      @Override
      public boolean canPost(Destination to) {
        ChatPoster poster = posters.get(to.chat().platform());
        return poster != null && poster.canPost(to);
      }

      @Override
      public boolean post(String key, PersonRef person, Destination to, Message message) {
        ChatPoster poster = posters.get(to.chat().platform());
        return poster != null && poster.post(key, person, to, message);
      }
    };
  }

  /** How those are that have a connection of their own. */
  List<ChatHealth> health() {
    return all().stream().map(Chat::health).flatMap(Optional::stream).toList();
  }

  /** The routes their platforms call. */
  List<WebhookRoute> webhooks() {
    return all().stream().map(Chat::webhook).flatMap(Optional::stream).toList();
  }

  /** The routes of those that the web server serves. */
  List<Routes> routes(Conversation conversation) {
    return all().stream()
        .filter(ServedChat.class::isInstance)
        .flatMap(chat -> ((ServedChat) chat).routes(conversation).stream())
        .toList();
  }

  /** Begins to listen; returns at once, also when a chat is down. */
  void start(Conversation conversation, CloseStack closeStack) {
    for (NamedChat named : chats) {
      closeStack.add(named.name(), named.chat());
      named.chat().start(conversation);
    }
  }
}
