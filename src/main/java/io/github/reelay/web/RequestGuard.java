package io.github.reelay.web;

import io.github.reelay.conversation.text.MessageBundles;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides for every request, before its handler, whether it may pass. */
final class RequestGuard {
  private static final Set<String> PUBLIC = Set.of("/media/", "/telegram/", "/health/");

  /** What the login page needs. */
  private static final Set<String> BEFORE_LOGIN =
      Set.of("/login", "/app.css", "/favicon.svg", "/robots.txt");

  private static final Set<HandlerType> READING =
      Set.of(HandlerType.GET, HandlerType.HEAD, HandlerType.OPTIONS);

  private final OriginCheck origin;
  private final @Nullable PasswordAuth auth;
  private final VisitorCookies cookies;
  private final MessageBundles bundles;

  /**
   * @param auth null when no password is set
   */
  RequestGuard(
      OriginCheck origin,
      @Nullable PasswordAuth auth,
      VisitorCookies cookies,
      MessageBundles bundles) {
    this.origin = origin;
    this.auth = auth;
    this.cookies = cookies;
    this.bundles = bundles;
  }

  void check(Context ctx) {
    String path = ctx.path();
    if (PUBLIC.stream().anyMatch(path::startsWith)) {
      return;
    }
    if (!origin.isOurName(ctx)) {
      refuse(ctx, 421, "web.error.host");
    } else if (!READING.contains(ctx.method()) && !origin.isOurPage(ctx)) {
      refuse(ctx, 403, "web.error.origin");
    } else if (BEFORE_LOGIN.contains(path)) {
      return;
    } else if (path.equals("/metrics")) {
      checkMetrics(ctx);
    } else if (auth != null && !auth.isOpenFor(ctx)) {
      turnAway(ctx);
    } else {
      cookies.admit(ctx).enter(ctx);
    }
  }

  /** Figures tell about people's habits: with the password, or without one from this machine. */
  private void checkMetrics(Context ctx) {
    if (auth == null ? !isLoopback(ctx.ip()) : !auth.isOpenFor(ctx)) {
      refuse(ctx, 401, "web.error.password");
    }
  }

  private void turnAway(Context ctx) {
    if (ctx.path().startsWith("/api/") || !ctx.method().equals(HandlerType.GET)) {
      refuse(ctx, 401, "web.error.password");
    } else {
      ctx.redirect("/login");
      ctx.skipRemainingHandlers();
    }
  }

  private void refuse(Context ctx, int status, String key) {
    new Problem(status, bundles.get(Visitor.localeOf(ctx), key), null).answer(ctx);
    ctx.skipRemainingHandlers();
  }

  private static boolean isLoopback(String ip) {
    return ip.startsWith("127.")
        || ip.equals("::1")
        || ip.equals("0:0:0:0:0:0:0:1")
        || ip.equals("[::1]")
        || ip.equals("[0:0:0:0:0:0:0:1]");
  }
}
