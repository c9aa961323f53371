package io.github.reelay.http;

import io.github.reelay.config.Secret;
import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A proxy server: {@code http://}, {@code https://} (both by CONNECT, RFC 9110, 9.3.6) or {@code
 * socks5://} (RFC 1928).
 *
 * @param credentials {@code user:password}
 */
public record ProxyServer(Scheme scheme, String host, int port, @Nullable Secret credentials) {
  /** How it is spoken to, and its usual port. */
  public enum Scheme {
    HTTP(80),
    HTTPS(443),
    /** Names are resolved by the proxy, as {@code socks5h} says elsewhere. */
    SOCKS5(1080);

    private final int defaultPort;

    Scheme(int defaultPort) {
      this.defaultPort = defaultPort;
    }
  }

  /**
   * Reads an address; one without a scheme is http, as in the usual variables.
   *
   * @throws IllegalArgumentException for anything else
   */
  static ProxyServer parse(String text) {
    URI address = URI.create(text.contains("://") ? text : "http://" + text);
    Scheme scheme =
        switch (String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT)) {
          case "http" -> Scheme.HTTP;
          case "https" -> Scheme.HTTPS;
          case "socks5", "socks5h" -> Scheme.SOCKS5;
          default -> throw new IllegalArgumentException("no scheme of a proxy");
        };
    if (address.getHost() == null || !address.getPath().replace("/", "").isEmpty()) {
      throw new IllegalArgumentException("no address of a proxy");
    }
    return new ProxyServer(
        scheme,
        address.getHost().replaceAll("^\\[|]$", ""),
        address.getPort() < 0 ? scheme.defaultPort : address.getPort(),
        address.getUserInfo() == null ? null : new Secret(address.getUserInfo()));
  }
}
