package io.github.reelay.web;

import io.javalin.http.Context;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The check that a request comes from our own page, not from another site through a browser.
 *
 * <p>A script (curl) sends neither Origin nor Sec-Fetch-Site and is let through: it has no cookie
 * that somebody else could borrow.
 */
final class OriginCheck {
  private static final Set<String> LOCAL_HOSTS = Set.of("localhost", "[::1]");

  private static final Pattern LOOPBACK_PATTERN = Pattern.compile("127\\.\\d+\\.\\d+\\.\\d+");

  private final boolean onLoopback;
  private final @Nullable String publicOrigin;
  private final @Nullable String publicHost;

  OriginCheck(WebOptions options) {
    this.onLoopback = options.isOnLoopback();
    URI url = options.publicUrl();
    this.publicOrigin = url == null ? null : (url.getScheme() + "://" + url.getAuthority());
    this.publicHost = url == null ? null : url.getHost();
  }

  /**
   * On loopback only its own names are answered: a foreign name that resolves to 127.0.0.1 (DNS
   * rebinding) would otherwise make another site's page "same origin".
   */
  boolean isOwnHost(Context ctx) {
    String host = ctx.header("Host");
    if (!onLoopback || host == null) {
      return !onLoopback;
    }
    String name = host.replaceFirst(":\\d+$", "").toLowerCase(Locale.ROOT);
    return LOCAL_HOSTS.contains(name)
        || LOOPBACK_PATTERN.matcher(name).matches()
        || name.equalsIgnoreCase(publicHost);
  }

  /** Whether a state-changing request comes from our page, or from no page at all. */
  boolean isOwnOrigin(Context ctx) {
    String site = ctx.header("Sec-Fetch-Site");
    if (site != null && !site.equals("same-origin") && !site.equals("none")) {
      return false;
    }
    String origin = ctx.header("Origin");
    if (origin == null) {
      return true;
    }
    String host = ctx.header("Host");
    return origin.equalsIgnoreCase(publicOrigin)
        || origin.equalsIgnoreCase("http://" + host)
        || origin.equalsIgnoreCase("https://" + host);
  }
}
