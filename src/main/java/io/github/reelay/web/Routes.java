package io.github.reelay.web;

import io.javalin.config.RoutesConfig;

/** A group of routes; adds its handlers before the server starts. */
public interface Routes extends AutoCloseable {
  void addTo(RoutesConfig routes);

  /** Ends what is open for long (event streams), so that a stop need not wait for it. */
  @Override
  default void close() {}
}
