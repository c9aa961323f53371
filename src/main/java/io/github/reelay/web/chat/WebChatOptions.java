package io.github.reelay.web.chat;

import io.github.reelay.config.SettingReader;

/**
 * The options of the web chat.
 *
 * @param enabled whether it is served at all
 * @param currency as it is shown in front of an amount
 * @param pictureLimit bytes of a picture; bodies over 25 MB are refused before it is looked at
 */
public record WebChatOptions(boolean enabled, String currency, long pictureLimit) {
  public static WebChatOptions read(SettingReader in, String currency) {
    return new WebChatOptions(in.flag("web.enabled"), currency, in.size("web.upload-limit"));
  }
}
