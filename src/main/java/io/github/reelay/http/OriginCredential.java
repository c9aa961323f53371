package io.github.reelay.http;

import io.github.reelay.config.Secret;
import java.net.URI;
import java.util.Locale;

/**
 * A header with a key that goes to one origin only, also across redirects.
 *
 * @param origin scheme, host and port; a path is ignored
 * @param name of the header
 * @param header the header's whole value, e.g. {@code Bearer …}
 */
public record OriginCredential(URI origin, String name, Secret header) {
  public OriginCredential(URI origin, Secret header) {
    this(origin, "Authorization", header);
  }

  /** Whether an address has this origin: scheme, host and (explicit or default) port are equal. */
  public boolean matches(URI address) {
    return originOf(origin).equals(originOf(address));
  }

  private static String originOf(URI address) {
    String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
    String host = String.valueOf(address.getHost()).toLowerCase(Locale.ROOT);
    int port = address.getPort() >= 0 ? address.getPort() : scheme.equals("https") ? 443 : 80;
    return scheme + "://" + host + ":" + port;
  }
}
