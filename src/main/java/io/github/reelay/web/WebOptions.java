package io.github.reelay.web;

import io.github.reelay.config.Secret;
import io.github.reelay.config.SettingReader;
import io.github.reelay.config.UrlForm;
import io.github.reelay.http.CidrBlock;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The options of the web server.
 *
 * @param host address to listen on; anything but loopback needs a password
 * @param port 0 takes a free one
 * @param publicUrl how people reach it from outside (behind a proxy), if they do; needs a password
 * @param password opens the page and the API; null leaves them open to whoever reaches the port
 * @param trustedProxies reverse proxies whose {@code X-Forwarded-For} is believed
 */
public record WebOptions(
    String host,
    int port,
    @Nullable URI publicUrl,
    @Nullable Secret password,
    List<CidrBlock> trustedProxies) {
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|::1|\\[::1]|127\\.\\d+\\.\\d+\\.\\d+");

  private static final int SHORT_PASSWORD = 8;

  public WebOptions {
    trustedProxies = List.copyOf(trustedProxies);
    if (password == null && isExposed(host, publicUrl)) {
      throw new IllegalArgumentException(
          "a password is required once the host is not loopback or a public URL is set");
    }
  }

  /** What others can reach needs a password; without one, the options are those of nobody else. */
  public static WebOptions read(SettingReader in) {
    String host = in.text("http.host", "an address of this machine such as 127.0.0.1 or 0.0.0.0");
    int port = in.count("http.port", 0, 65_535);
    URI publicUrl = in.optionalUrl("public-url", UrlForm.ORIGIN).orElse(null);
    Secret password = in.secret("web.password").orElse(null);
    List<CidrBlock> trustedProxies =
        in.list(
            "http.trusted-proxies",
            "addresses of your reverse proxies, such as 127.0.0.1 or 172.16.0.0/12",
            CidrBlock::parse);
    if (password == null && isExposed(host, publicUrl)) {
      in.addError(
          in.variable("web.password"),
          "nothing",
          "a password, because "
              + (publicUrl == null ? "http.host is not loopback" : "public-url is set"),
          "set REELAY_WEB_PASSWORD (or REELAY_WEB_PASSWORD_FILE), or leave http.host at 127.0.0.1"
              + " and public-url at none");
      return new WebOptions("127.0.0.1", port, null, null, trustedProxies);
    }
    if (password != null && password.reveal().length() < SHORT_PASSWORD) {
      in.addWarning(
          "REELAY_WEB_PASSWORD is shorter than "
              + SHORT_PASSWORD
              + " characters; take a longer one.");
    }
    return new WebOptions(host, port, publicUrl, password, trustedProxies);
  }

  private static boolean isExposed(String host, @Nullable URI publicUrl) {
    return publicUrl != null || !LOOPBACK.matcher(host).matches();
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
