package io.github.reelay.provider;

import java.time.Duration;

/**
 * @param submitTimeout how long the answer to the paid POST is waited for
 * @param mostVideoBytes a larger file is not fetched
 * @param fetchWithin a download ends within this time
 * @param pictureLinks a public address is configured, so relays can fetch pictures from us
 */
public record ProviderOptions(
    Duration submitTimeout, long mostVideoBytes, Duration fetchWithin, boolean pictureLinks) {
  public static final ProviderOptions DEFAULT =
      new ProviderOptions(Duration.ofMinutes(2), 1L << 30, Duration.ofMinutes(10), false);

  public ProviderOptions withPictureLinks(boolean on) {
    return new ProviderOptions(submitTimeout, mostVideoBytes, fetchWithin, on);
  }

  public ProviderOptions withSubmitTimeout(Duration timeout) {
    return new ProviderOptions(timeout, mostVideoBytes, fetchWithin, pictureLinks);
  }
}
