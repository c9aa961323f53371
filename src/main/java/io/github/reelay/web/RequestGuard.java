package io.github.reelay.web;

import io.github.reelay.conversation.text.MessageBundles;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The guard of every request: decides before its handler whether it may pass. */
final class RequestGuard {
  private static final Set<String> PUBLIC_PATHS = Set.of("/media/", "/health/", "/callbacks/");

  /** What the login page needs. */
  private static final Set<String> LOGIN_PAGE_PATHS =
      Set.of("/login", "/app.css", "/favicon.svg", "/robots.txt");

  private static final Set<HandlerType> SAFE_METHODS =
      Set.of(HandlerType.GET, HandlerType.HEAD, HandlerType.OPTIONS);

  private final OriginCheck originCheck;
  private final @Nullable PasswordAuth auth;
  private final VisitorCookies cookies;
  private final ClientAddress addresses;
  private final Set<String> webhookPaths;
  private final MessageBundles bundles;

  /**
   * @param auth null when no password is set
   * @param webhookPaths routes that check by themselves who calls
   */
  RequestGuard(
      OriginCheck originCheck,
      @Nullable PasswordAuth auth,
      VisitorCookies cookies,
      ClientAddress addresses,
      Set<String> webhookPaths,
      MessageBundles bundles) {
    this.originCheck = originCheck;
    this.auth = auth;
    this.cookies = cookies;
    this.addresses = addresses;
    this.webhookPaths = Set.copyOf(webhookPaths);
    this.bundles = bundles;
  }

  void check(Context ctx) {
    String path = ctx.path();
    if (webhookPaths.contains(path) || PUBLIC_PATHS.stream().anyMatch(path::startsWith)) {
      return;
    }
    if (!originCheck.isOwnHost(ctx)) {
      reject(ctx, 421, "web.error.host");
    } else if (!SAFE_METHODS.contains(ctx.method()) && !originCheck.isOwnOrigin(ctx)) {
      reject(ctx, 403, "web.error.origin");
    } else if (LOGIN_PAGE_PATHS.contains(path)) {
      return;
    } else if (path.equals("/metrics")) {
      checkMetrics(ctx);
    } else if (auth != null && !auth.isAuthenticated(ctx)) {
      requireLogin(ctx);
    } else {
      cookies.identify(ctx).storeIn(ctx);
    }
  }

  /** Figures tell about people's habits: with the password, or without one from this machine. */
  private void checkMetrics(Context ctx) {
    if (auth == null ? !addresses.of(ctx.req()).isLoopbackAddress() : !auth.isAuthenticated(ctx)) {
      reject(ctx, 401, "web.error.password");
    }
  }

  private void requireLogin(Context ctx) {
    if (ctx.path().startsWith("/api/") || !ctx.method().equals(HandlerType.GET)) {
      reject(ctx, 401, "web.error.password");
    } else {
      ctx.redirect("/login");
      ctx.skipRemainingHandlers();
    }
  }

  private void reject(Context ctx, int status, String key) {
    String message = bundles.get(Visitor.localeOf(ctx), key);
    if (auth != null && ctx.path().equals("/login")) {
      auth.showLoginPage(ctx, status, message);
    } else {
      new ApiProblem(status, message, null).send(ctx);
    }
    ctx.skipRemainingHandlers();
  }
}
