package io.github.reelay.config;

import java.util.Optional;

/**
 * The web chat.
 *
 * @param password required once {@link HttpSettings#isExposed()}
 * @param uploadLimit bytes of a picture
 */
public record WebSettings(boolean enabled, Optional<Secret> password, long uploadLimit) {
  private static final int SHORT = 8;

  public static WebSettings read(SettingReader in, HttpSettings http) {
    Optional<Secret> password = in.secret("web.password");
    if (password.isEmpty() && http.isExposed()) {
      in.addError(
          "REELAY_WEB_PASSWORD",
          "nothing",
          "a password, because "
              + (http.publicUrl().isPresent() ? "public-url is set" : "http.host is not loopback"),
          "set REELAY_WEB_PASSWORD (or REELAY_WEB_PASSWORD_FILE), or leave http.host at 127.0.0.1"
              + " and public-url at none");
    }
    if (password.isPresent() && password.get().reveal().length() < SHORT) {
      in.addWarning(
          "REELAY_WEB_PASSWORD is shorter than " + SHORT + " characters; take a longer one.");
    }
    return new WebSettings(in.flag("web.enabled"), password, in.size("web.upload-limit"));
  }
}
