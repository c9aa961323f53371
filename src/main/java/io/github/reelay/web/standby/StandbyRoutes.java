package io.github.reelay.web.standby;

import io.github.reelay.conversation.text.MessageBundles;
import io.github.reelay.web.ApiProblem;
import io.github.reelay.web.Routes;
import io.github.reelay.web.Visitor;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.List;
import java.util.Map;

/**
 * What an instance that stands by answers by itself: it lives, but is not ready, so that a proxy
 * which asks finds the one that works; and whatever else could not be handed on is to be asked
 * again soon.
 */
record StandbyRoutes(MessageBundles bundles) implements Routes {
  private static final int UNAVAILABLE = 503;

  private static final List<HandlerType> METHODS =
      List.of(
          HandlerType.GET,
          HandlerType.HEAD,
          HandlerType.POST,
          HandlerType.PUT,
          HandlerType.PATCH,
          HandlerType.DELETE,
          HandlerType.OPTIONS);

  @Override
  public void addTo(RoutesConfig routes) {
    for (HandlerType method : List.of(HandlerType.GET, HandlerType.HEAD)) {
      routes.addHttpHandler(method, "/health/live", ctx -> ctx.json(Map.of("status", "up")));
      for (String path : List.of("/health/ready", "/metrics")) {
        routes.addHttpHandler(
            method, path, ctx -> unavailable(ctx).json(Map.of("status", "standing by")));
      }
    }
    METHODS.forEach(method -> routes.addHttpHandler(method, "/*", this::refuse));
  }

  private void refuse(Context ctx) {
    unavailable(ctx);
    String accept = ctx.header("Accept");
    if (accept != null && accept.contains("text/html")) {
      new StandbyPage(bundles).show(ctx);
    } else {
      String message = bundles.get(Visitor.localeOf(ctx), "web.error.taking-over");
      new ApiProblem(UNAVAILABLE, message, null).send(ctx);
    }
  }

  private static Context unavailable(Context ctx) {
    return ctx.status(UNAVAILABLE).header("Cache-Control", "no-store").header("Retry-After", "5");
  }
}
