package io.github.reelay.config;

import java.net.URI;
import java.util.Optional;

/**
 * Where the program listens.
 *
 * @param port 0: any free one
 * @param publicUrl how people and providers outside reach it, without a slash at its end
 */
public record HttpSettings(String host, int port, Optional<URI> publicUrl) {
  public static HttpSettings read(SettingReader in) {
    return new HttpSettings(
        in.text("http.host", "an address of this machine such as 127.0.0.1 or 0.0.0.0"),
        in.count("http.port", 0, 65_535),
        in.optionalUrl("public-url", UrlForm.ORIGIN));
  }

  /** Whether others than this machine's own users can reach it, so that it needs a password. */
  public boolean isExposed() {
    return publicUrl.isPresent() || !isLoopback();
  }

  private boolean isLoopback() {
    return host.equals("localhost")
        || host.equals("::1")
        || host.equals("[::1]")
        || host.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
  }
}
