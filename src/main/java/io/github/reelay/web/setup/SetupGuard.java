package io.github.reelay.web.setup;

import io.github.reelay.conversation.text.MessageBundles;
import io.github.reelay.web.Visitor;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.HandlerType;
import io.javalin.http.SameSite;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The guard of the set-up's page: the link of the terminal opens it once and leaves a cookie;
 * nothing else gets in. Other users of the machine and other pages of the browser can reach the
 * port as well. Thread-safe.
 */
final class SetupGuard {
  static final String LINK_PATH = "/start/";

  private static final String COOKIE = "reelay_setup";
  private static final int SECRET_BYTES = 24;

  private final String token;
  private final String session;
  private final MessageBundles bundles;
  private boolean used;

  /**
   * @param random one that nobody can guess
   */
  SetupGuard(RandomGenerator random, MessageBundles bundles) {
    this.token = secret(random);
    this.session = secret(random);
    this.bundles = bundles;
  }

  private static String secret(RandomGenerator random) {
    byte[] bytes = new byte[SECRET_BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** Of the link that opens the page, once. */
  String linkPath() {
    return LINK_PATH + token;
  }

  void check(Context ctx) {
    String host = ctx.header("Host");
    // Not ctx.port(), which believes what Host says.
    String port = ":" + ctx.req().getLocalPort();
    // A foreign name that resolves to this machine is another site's page.
    if (host == null || !Set.of("127.0.0.1" + port, "localhost" + port).contains(host)) {
      refuse(ctx, 421, "web.error.host");
    } else if (ctx.path().startsWith(LINK_PATH)) {
      open(ctx);
    } else if (!hasSession(ctx)) {
      refuse(ctx, 403, "setup.page.closed");
    } else if (!ctx.method().equals(HandlerType.GET)
        && !("http://" + host).equals(ctx.header("Origin"))) {
      refuse(ctx, 403, "web.error.origin");
    }
  }

  private void open(Context ctx) {
    if (hasSession(ctx)) {
      ctx.redirect("/");
      ctx.skipRemainingHandlers();
    } else if (takeLink(ctx.path().substring(LINK_PATH.length()))) {
      ctx.cookie(new Cookie(COOKIE, session, "/", -1, false, true, null, SameSite.STRICT));
      ctx.redirect("/");
      ctx.skipRemainingHandlers();
    } else {
      refuse(ctx, 403, "setup.page.closed");
    }
  }

  private synchronized boolean takeLink(String given) {
    boolean good = !used && equal(token, given);
    used |= good;
    return good;
  }

  private boolean hasSession(Context ctx) {
    @Nullable String cookie = ctx.cookie(COOKIE);
    return cookie != null && equal(session, cookie);
  }

  private static boolean equal(String secret, String given) {
    return MessageDigest.isEqual(
        secret.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }

  private void refuse(Context ctx, int status, String key) {
    ctx.status(status)
        .contentType("text/plain;charset=utf-8")
        .result(bundles.get(Visitor.localeOf(ctx), key));
    ctx.skipRemainingHandlers();
  }
}
