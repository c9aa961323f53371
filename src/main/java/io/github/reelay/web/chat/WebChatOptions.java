package io.github.reelay.web.chat;

import io.github.reelay.config.SettingReader;

/**
 * The options of the web chat.
 *
 * @param enabled whether it is served at all
 * @param pictureLimit bytes of a picture; bodies over 25 MB are refused before it is looked at
 * @param spoiler whether videos are hidden until a person clicks them
 */
public record WebChatOptions(boolean enabled, long pictureLimit, boolean spoiler) {
  static WebChatOptions read(SettingReader in) {
    return new WebChatOptions(
        in.flag("web.enabled"), in.size("web.upload-limit"), in.flag("content.spoiler"));
  }
}
