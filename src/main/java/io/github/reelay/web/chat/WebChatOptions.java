package io.github.reelay.web.chat;

import io.github.reelay.config.SettingReader;

/**
 * The options of the web chat.
 *
 * @param enabled whether it is served at all
 * @param pictureLimit bytes of a picture; bodies over 25 MB are refused before it is looked at
 */
public record WebChatOptions(boolean enabled, long pictureLimit) {
  static WebChatOptions read(SettingReader in) {
    return new WebChatOptions(in.flag("web.enabled"), in.size("web.upload-limit"));
  }
}
