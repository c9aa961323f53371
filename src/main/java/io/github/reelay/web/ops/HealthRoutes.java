package io.github.reelay.web.ops;

import io.github.reelay.web.Routes;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * {@code /health/live}: the process answers. {@code /health/ready}: 200 when everything it needs is
 * up, else 503; the body lists every part and provider either way.
 */
public final class HealthRoutes implements Routes {
  /** A part that does not answer within this is down; checkers usually wait 5 s or longer. */
  private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(3);

  private final List<ComponentHealth.Probe> probes;
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

  public HealthRoutes(List<ComponentHealth.Probe> probes) {
    this.probes = List.copyOf(probes);
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get("/health/live", ctx -> ctx.json(Map.of("status", "up")));
    routes.get("/health/ready", this::ready);
  }

  private void ready(Context ctx) throws InterruptedException {
    List<Future<ComponentHealth>> futures =
        probes.stream().map(probe -> executor.submit(() -> probe.check().get())).toList();
    long deadline = System.nanoTime() + PROBE_TIMEOUT.toNanos();
    List<ComponentHealth> parts = new ArrayList<>();
    for (int i = 0; i < futures.size(); i++) {
      parts.add(awaitResult(probes.get(i), futures.get(i), deadline - System.nanoTime()));
    }
    boolean ready = parts.stream().allMatch(part -> part.up() || !part.needed());
    ctx.status(ready ? 200 : 503)
        .header("Cache-Control", "no-store")
        .json(Map.of("status", ready ? "up" : "down", "parts", parts));
  }

  private static ComponentHealth awaitResult(
      ComponentHealth.Probe probe, Future<ComponentHealth> future, long nanos)
      throws InterruptedException {
    try {
      return future.get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
    } catch (TimeoutException _) {
      future.cancel(true);
      return ComponentHealth.down(
          probe.name(), probe.needed(), "no answer within " + PROBE_TIMEOUT.toSeconds() + " s");
    } catch (ExecutionException e) {
      // The kind of failure only: messages of drivers can hold addresses with passwords.
      String kind = e.getCause() == null ? "error" : e.getCause().getClass().getSimpleName();
      return ComponentHealth.down(probe.name(), probe.needed(), "failed: " + kind);
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
