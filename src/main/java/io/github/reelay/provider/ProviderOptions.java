package io.github.reelay.provider;

import java.time.Duration;

/**
 * @param submitTimeout how long the answer to the paid POST is waited for
 * @param maxVideoBytes a larger file is not fetched
 * @param fetchTimeout a download ends within this time
 * @param imageLinks a public address is configured, so relays can fetch pictures from us
 */
public record ProviderOptions(
    Duration submitTimeout, long maxVideoBytes, Duration fetchTimeout, boolean imageLinks) {
  public static final ProviderOptions DEFAULT =
      new ProviderOptions(Duration.ofMinutes(2), 1L << 30, Duration.ofMinutes(10), false);

  public ProviderOptions withImageLinks(boolean on) {
    return new ProviderOptions(submitTimeout, maxVideoBytes, fetchTimeout, on);
  }

  public ProviderOptions withSubmitTimeout(Duration timeout) {
    return new ProviderOptions(timeout, maxVideoBytes, fetchTimeout, imageLinks);
  }
}
