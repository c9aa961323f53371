package io.github.reelay.web.standby;

import io.github.reelay.web.FileResponse;
import io.github.reelay.web.Routes;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.zip.GZIPOutputStream;

/**
 * What the instance that works serves in {@link ForwardingTest}: each route shows one thing that
 * could be lost on the way.
 *
 * @param folder has {@code a.mp4}
 * @param arrived says that the first byte of a body is here
 * @param goOn what answers wait for in their middle
 */
record WorkingRoutes(Path folder, CountDownLatch arrived, CountDownLatch goOn) implements Routes {
  /** Longer than what a connection holds. */
  static final int LARGE = 40_000_000;

  @Override
  public void addTo(RoutesConfig routes) {
    for (HandlerType method : List.of(HandlerType.POST, HandlerType.PUT, HandlerType.DELETE)) {
      routes.addHttpHandler(method, "/callbacks/echo", WorkingRoutes::echo);
    }
    routes.get("/media/echo/<name>", WorkingRoutes::echo);
    routes.get("/media/file", this::file);
    routes.head("/media/file", this::file);
    routes.get(
        "/media/moved",
        ctx -> {
          ctx.res().addHeader("Set-Cookie", "a=1; Path=/");
          ctx.res().addHeader("Set-Cookie", "b=2; Path=/");
          ctx.redirect("/elsewhere");
        });
    routes.get("/media/none", ctx -> ctx.status(204));
    routes.get("/media/packed", WorkingRoutes::packed);
    routes.get("/media/events", this::events);
    routes.get("/media/cut", this::cut);
    routes.post(
        "/callbacks/count",
        ctx -> {
          try (InputStream body = ctx.bodyInputStream()) {
            long first = body.readNBytes(1).length;
            arrived.countDown();
            ctx.result("" + (first + body.transferTo(OutputStream.nullOutputStream())));
          }
        });
    routes.post("/callbacks/limited", ctx -> ctx.result(ctx.body()));
    routes.get("/media/large", ctx -> large(ctx.res().getOutputStream()));
  }

  private static void echo(Context ctx) {
    StringBuilder text = new StringBuilder();
    text.append(ctx.req().getMethod() + " " + ctx.req().getRequestURI());
    text.append("?" + ctx.req().getQueryString() + "\n");
    Collections.list(ctx.req().getHeaderNames())
        .forEach(name ->
            Collections.list(ctx.req().getHeaders(name))
                .forEach(value -> text.append(name + ": " + value + "\n")));
    ctx.result(text + "\n" + ctx.body());
  }

  private void file(Context ctx) throws IOException {
    FileResponse.send(ctx, folder.resolve("a.mp4"), "video/mp4");
  }

  private static void packed(Context ctx) throws IOException {
    ctx.res().setHeader("Content-Encoding", "gzip");
    try (OutputStream out = new GZIPOutputStream(ctx.res().getOutputStream())) {
      out.write("packed".getBytes(StandardCharsets.UTF_8));
    }
  }

  private void events(Context ctx) throws Exception {
    ctx.res().setContentType("text/event-stream;charset=utf-8");
    OutputStream out = ctx.res().getOutputStream();
    out.write("data: first\n\n".getBytes(StandardCharsets.UTF_8));
    out.flush();
    goOn.await();
    out.write("data: second\n\n".getBytes(StandardCharsets.UTF_8));
  }

  /** More than is held back before the first byte is sent. */
  private void cut(Context ctx) throws Exception {
    OutputStream out = ctx.res().getOutputStream();
    out.write(new byte[100_000]);
    out.flush();
    goOn.await();
  }

  private void large(OutputStream out) throws Exception {
    out.write(new byte[LARGE / 2]);
    goOn.await();
    out.write(new byte[LARGE / 2]);
  }
}
