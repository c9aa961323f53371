package io.github.reelay.chat;

import io.github.reelay.config.SettingReader;
import java.util.List;
import java.util.Optional;

/**
 * A factory of one kind of chat. Without state; the list of all factories is {@code app.Chats}.
 *
 * @param <O> the chat's own options; printing them must not show a secret
 */
public interface ChatFactory<O> {
  /** The chat's name as the operator reads it: {@code Discord}. */
  String name();

  /** The first part of the ids of its people and chats: {@code discord}. */
  String platform();

  /** Keys of the secrets that switch it on ({@code discord.token}); empty: it needs none. */
  default List<String> secrets() {
    return List.of();
  }

  /**
   * Keys whose variable needs no {@code REELAY_}: {@code DISCORD_TOKEN}. The secrets, where it says
   * nothing else.
   */
  default List<String> shortVariables() {
    return secrets();
  }

  /** The key of the place in it where the operator is told of alerts, if there can be one. */
  default Optional<String> alertKey() {
    return Optional.empty();
  }

  /** The keys of all secrets that switch one of these chats on. */
  static List<String> secretsOf(List<ChatFactory<?>> factories) {
    return factories.stream().flatMap(factory -> factory.secrets().stream()).toList();
  }

  /**
   * Reads its section of the settings. Mistakes are recorded by the reader, none is thrown.
   *
   * @return empty when it is switched off
   */
  Optional<O> read(SettingReader in);

  /** Makes the chat; connects to nothing yet. */
  Chat create(O options, ChatPorts ports);

  /**
   * Asks the platform about the token without changing anything or disturbing a running bot. Blocks
   * for seconds. Empty for a chat that has no token.
   */
  default Optional<TokenCheck> check(O options) {
    return Optional.empty();
  }
}
