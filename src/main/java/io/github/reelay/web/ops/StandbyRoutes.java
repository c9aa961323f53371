package io.github.reelay.web.ops;

import io.github.reelay.web.Routes;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Map;

/**
 * What an instance answers that stands by: it lives, but is not the one to send people to, so that
 * a proxy which asks {@code /health/ready} finds the one that works.
 */
public final class StandbyRoutes implements Routes {
  private static final int UNAVAILABLE = 503;

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get("/health/live", ctx -> ctx.json(Map.of("status", "up")));
    routes.get("/health/ready", StandbyRoutes::refuse);
    routes.get("/*", StandbyRoutes::refuse);
    routes.post("/*", StandbyRoutes::refuse);
  }

  private static void refuse(Context ctx) {
    ctx.status(UNAVAILABLE)
        .header("Cache-Control", "no-store")
        .header("Retry-After", "5")
        .json(Map.of("status", "standing by"));
  }
}
