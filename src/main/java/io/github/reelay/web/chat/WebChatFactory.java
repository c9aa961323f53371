package io.github.reelay.web.chat;

import io.github.reelay.chat.Chat;
import io.github.reelay.chat.ChatFactory;
import io.github.reelay.chat.ChatPorts;
import io.github.reelay.config.SettingReader;
import java.util.Optional;

/** The factory of the web chat, which is always there and needs no secret. */
public final class WebChatFactory implements ChatFactory<WebChatOptions> {
  @Override
  public String name() {
    return "Web chat";
  }

  @Override
  public String platform() {
    return WebChatPlatform.NAME;
  }

  @Override
  public Optional<WebChatOptions> read(SettingReader in) {
    return Optional.of(WebChatOptions.read(in));
  }

  @Override
  public Chat create(WebChatOptions options, ChatPorts ports) {
    return new WebChat(options, ports);
  }
}
