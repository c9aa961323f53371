package io.github.reelay.web;

import io.github.reelay.config.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The options of the web server.
 *
 * @param host address to listen on; anything but loopback needs a password
 * @param port 0 takes a free one
 * @param publicUrl how people reach it from outside (behind a proxy), if they do; needs a password
 * @param password opens the page and the API; null leaves them open to whoever reaches the port
 * @param keyFile holds the key that signs cookies; made, readable by the owner only, when missing
 */
public record WebOptions(
    String host, int port, @Nullable URI publicUrl, @Nullable Secret password, Path keyFile) {
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|::1|\\[::1]|127\\.\\d+\\.\\d+\\.\\d+");

  public WebOptions {
    if (password == null && (publicUrl != null || !LOOPBACK.matcher(host).matches())) {
      throw new IllegalArgumentException(
          "a password is required once the host is not loopback or a public URL is set");
    }
  }

  /** Whether only this machine can reach the port. */
  boolean isOnLoopback() {
    return LOOPBACK.matcher(host).matches();
  }

  /** Whether browsers reach us by https only, so that cookies may insist on it. */
  boolean isHttpsOnly() {
    return publicUrl != null && "https".equalsIgnoreCase(publicUrl.getScheme());
  }
}
