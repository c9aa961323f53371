package io.github.reelay.web.ops;

import io.github.reelay.web.Routes;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/**
 * {@code POST /callbacks/*}: where providers call when a task of theirs has changed. The address is
 * signed, and the answer is the same whatever comes.
 */
public final class CallbackRoutes implements Routes {
  private final Receiver receiver;

  /** Who takes the calls, and checks who calls. */
  @FunctionalInterface
  public interface Receiver {
    void receive(String post, String until, String sign, InputStream body) throws IOException;
  }

  public CallbackRoutes(Receiver receiver) {
    this.receiver = receiver;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.post("/callbacks/{post}", this::receive);
  }

  private void receive(Context ctx) throws IOException {
    receiver.receive(
        ctx.pathParam("post"), query(ctx, "until"), query(ctx, "sign"), ctx.bodyInputStream());
    ctx.status(HttpStatus.NO_CONTENT);
  }

  private static String query(Context ctx, String name) {
    return Objects.requireNonNullElse(ctx.queryParam(name), "");
  }
}
