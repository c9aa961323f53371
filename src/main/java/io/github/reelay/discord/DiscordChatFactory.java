package io.github.reelay.discord;

import io.github.reelay.chat.Chat;
import io.github.reelay.chat.ChatFactory;
import io.github.reelay.chat.ChatPorts;
import io.github.reelay.chat.TokenCheck;
import io.github.reelay.config.SettingReader;
import io.github.reelay.discord.api.DiscordCheck;
import io.github.reelay.discord.api.DiscordIds;
import io.github.reelay.discord.api.DiscordOptions;
import java.util.List;
import java.util.Optional;

/** The factory of the Discord chat. */
public final class DiscordChatFactory implements ChatFactory<DiscordOptions> {
  @Override
  public String name() {
    return "Discord";
  }

  @Override
  public String platform() {
    return DiscordIds.PLATFORM;
  }

  @Override
  public List<String> secrets() {
    return List.of("discord.token");
  }

  @Override
  public List<String> shortVariables() {
    return List.of("discord.token", "discord.api-url", "discord.gateway-url");
  }

  @Override
  public Optional<String> alertKey() {
    return Optional.of(DiscordOptions.ALERT_KEY);
  }

  @Override
  public Optional<DiscordOptions> read(SettingReader in) {
    return DiscordOptions.read(in);
  }

  @Override
  public Chat create(DiscordOptions options, ChatPorts ports) {
    return new DiscordChat(options, ports);
  }

  @Override
  public Optional<TokenCheck> check(DiscordOptions options) {
    return Optional.of(new DiscordCheck(options).run());
  }
}
