package io.github.reelay.provider.callback;

import io.github.reelay.config.SettingReader;
import io.github.reelay.config.UrlForm;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * The options of relays' calls.
 *
 * @param publicUrl where relays reach our web server; null if they do not
 * @param wanted whether they may be given an address there
 */
public record CallbackOptions(@Nullable URI publicUrl, boolean wanted) {
  public static CallbackOptions read(SettingReader in) {
    return new CallbackOptions(
        in.optionalUrl("public-url", UrlForm.ORIGIN).orElse(null), in.flag("poll.callbacks"));
  }

  public boolean isOn() {
    return wanted && publicUrl != null;
  }
}
