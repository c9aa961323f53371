package io.github.reelay.provider;

import java.time.Duration;

/**
 * @param submitTimeout how long the answer to the paid POST is waited for
 * @param mostVideoBytes a larger file is not fetched
 * @param fetchWithin a download ends within this time
 * @param pictureLinks a public address is configured, so relays can fetch pictures from us
 */
public record RelayOptions(
    Duration submitTimeout, long mostVideoBytes, Duration fetchWithin, boolean pictureLinks) {
  public static final RelayOptions DEFAULT =
      new RelayOptions(Duration.ofMinutes(2), 1L << 30, Duration.ofMinutes(10), false);

  public RelayOptions withPictureLinks(boolean on) {
    return new RelayOptions(submitTimeout, mostVideoBytes, fetchWithin, on);
  }

  public RelayOptions withSubmitTimeout(Duration timeout) {
    return new RelayOptions(timeout, mostVideoBytes, fetchWithin, pictureLinks);
  }
}
