package io.github.reelay.app.setup;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the set-up asks for: the secrets that switch a chat or a provider on. */
enum SetupField {
  DISCORD("discord.token", "Discord", "https://discord.com/developers/applications"),
  TELEGRAM("telegram.token", "Telegram", "https://t.me/BotFather"),
  APIMART("providers.apimart.key", "APIMart", "https://apimart.ai"),
  XCOMPUTE("providers.xcompute.key", "xcompute", "https://xcompute.us"),
  MODELVERSE("providers.modelverse.key", "UCloud Modelverse", "https://modelverse.cn");

  /** The chats. */
  static final List<SetupField> CHATS = List.of(DISCORD, TELEGRAM);

  /** The providers that are known out of the box. */
  static final List<SetupField> PROVIDERS = List.of(APIMART, XCOMPUTE, MODELVERSE);

  private final String path;
  private final String title;
  private final String address;

  SetupField(String path, String title, String address) {
    this.path = path;
    this.title = title;
    this.address = address;
  }

  /** Of the setting that holds the secret. */
  String path() {
    return path;
  }

  String title() {
    return title;
  }

  /** Where the secret is made. */
  String address() {
    return address;
  }

  boolean isProvider() {
    return PROVIDERS.contains(this);
  }

  /** The provider's name in the settings. */
  String provider() {
    return path.split("\\.")[1];
  }

  /** How the page calls it. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<SetupField> ofWord(String word) {
    return Arrays.stream(values()).filter(field -> field.word().equals(word)).findFirst();
  }
}
