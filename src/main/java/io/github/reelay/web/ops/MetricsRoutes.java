package io.github.reelay.web.ops;

import io.github.reelay.web.Routes;
import io.javalin.config.RoutesConfig;
import java.util.function.Supplier;

/**
 * {@code /metrics} for Prometheus. With a password set it is asked for as a bearer token
 * (Prometheus: {@code authorization.credentials}); without one only this machine is answered.
 */
public final class MetricsRoutes implements Routes {
  /** The text format every Prometheus reads. */
  private static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final Supplier<String> scrape;

  public MetricsRoutes(Supplier<String> scrape) {
    this.scrape = scrape;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get("/metrics", ctx -> ctx.contentType(CONTENT_TYPE).result(scrape.get()));
  }
}
