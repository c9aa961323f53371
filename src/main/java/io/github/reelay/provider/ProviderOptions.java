package io.github.reelay.provider;

import io.github.reelay.config.SettingReader;
import io.github.reelay.config.UrlForm;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The options that all providers share.
 *
 * @param submitTimeout how long the answer to the paid POST is waited for
 * @param maxVideoBytes a larger file is not fetched
 * @param fetchTimeout a download ends within this time
 * @param defaultModel what people get who name none; null: the cheapest that can do most
 * @param imageLinks a public address is configured, so relays can fetch pictures from us
 */
public record ProviderOptions(
    Duration submitTimeout,
    long maxVideoBytes,
    Duration fetchTimeout,
    @Nullable String defaultModel,
    boolean imageLinks) {
  private static final String AUTO = "auto";

  private static final Duration FETCH_TIMEOUT = Duration.ofMinutes(10);

  public static ProviderOptions read(SettingReader in) {
    return new ProviderOptions(
        in.time("submit.timeout", Duration.ofMillis(100)),
        in.size("media.largest-video"),
        FETCH_TIMEOUT,
        Optional.of(in.text("default-model", "a model's name, or auto"))
            .filter(name -> !name.equals(AUTO))
            .orElse(null),
        in.optionalUrl("public-url", UrlForm.ORIGIN).isPresent());
  }
}
