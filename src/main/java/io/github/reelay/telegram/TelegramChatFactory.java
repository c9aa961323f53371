package io.github.reelay.telegram;

import io.github.reelay.chat.Chat;
import io.github.reelay.chat.ChatFactory;
import io.github.reelay.chat.ChatPorts;
import io.github.reelay.chat.TokenCheck;
import io.github.reelay.config.SettingReader;
import io.github.reelay.telegram.api.TelegramCheck;
import io.github.reelay.telegram.api.TelegramIds;
import io.github.reelay.telegram.api.TelegramOptions;
import java.util.List;
import java.util.Optional;

/** The factory of the Telegram chat. */
public final class TelegramChatFactory implements ChatFactory<TelegramOptions> {
  @Override
  public String name() {
    return "Telegram";
  }

  @Override
  public String platform() {
    return TelegramIds.PLATFORM;
  }

  @Override
  public List<String> secrets() {
    return List.of("telegram.token");
  }

  @Override
  public List<String> shortVariables() {
    return List.of("telegram.token", "telegram.api-url");
  }

  @Override
  public Optional<String> alertKey() {
    return Optional.of(TelegramOptions.ALERT_KEY);
  }

  @Override
  public Optional<TelegramOptions> read(SettingReader in) {
    return TelegramOptions.read(in);
  }

  @Override
  public Chat create(TelegramOptions options, ChatPorts ports) {
    return new TelegramChat(options, ports);
  }

  @Override
  public Optional<TokenCheck> check(TelegramOptions options) {
    return Optional.of(TelegramCheck.run(options));
  }
}
