package io.github.reelay.web;

import com.fasterxml.jackson.core.JacksonException;
import io.github.reelay.chat.WebhookRoute;
import io.github.reelay.config.Secret;
import io.github.reelay.conversation.text.MessageBundles;
import io.github.reelay.security.HmacSigner;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.SizeUnit;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.json.JavalinJackson;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.eclipse.jetty.io.EofException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running HTTP server. Requests run on virtual threads, so handlers may block. */
public final class WebServer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(WebServer.class);

  /** A picture of 20 MB and the form around it. */
  private static final long MAX_BODY_MB = 25;

  /** A header line is small; a body without a form is a short JSON text. */
  private static final int MAX_IN_MEMORY_MB = 1;

  private final Javalin javalin;
  private final List<Routes> parts;
  private final String host;

  private WebServer(Javalin javalin, List<Routes> parts, String host) {
    this.javalin = javalin;
    this.parts = parts;
    this.host = host;
  }

  /**
   * Starts serving, where there are no other instances.
   *
   * @param signer signs cookies
   * @param random must be one that nobody can guess: it makes people's ids
   * @throws PortInUseException if the port is taken, or the address is not of this machine
   */
  public static WebServer start(
      WebOptions options,
      List<? extends Routes> routes,
      List<WebhookRoute> webhooks,
      MessageBundles bundles,
      InstantSource clock,
      HmacSigner signer,
      RandomGenerator random)
      throws PortInUseException {
    return start(options, routes, webhooks, bundles, clock, signer, null, random);
  }

  /**
   * Starts serving.
   *
   * @param signer signs cookies
   * @param stamp of those that other instances hand on; null where there are none
   * @param random must be one that nobody can guess: it makes people's ids
   * @throws PortInUseException if the port is taken, or the address is not of this machine
   */
  public static WebServer start(
      WebOptions options,
      List<? extends Routes> routes,
      List<WebhookRoute> webhooks,
      MessageBundles bundles,
      InstantSource clock,
      HmacSigner signer,
      @Nullable ForwardStamp stamp,
      RandomGenerator random)
      throws PortInUseException {
    Secret password = options.password();
    ClientAddress addresses = new ClientAddress(options.trustedProxies(), stamp);
    PasswordAuth auth =
        password == null
            ? null
            : new PasswordAuth(password, signer, options.isHttpsOnly(), addresses, clock, bundles);
    RequestGuard guard =
        new RequestGuard(
            new OriginCheck(options),
            auth,
            new VisitorCookies(signer, options.isHttpsOnly(), random),
            addresses,
            webhooks.stream().map(WebhookRoute::path).collect(Collectors.toSet()),
            bundles);
    List<Routes> parts = new ArrayList<>(routes);
    if (auth != null) {
      parts.add(auth);
    }
    return start(
        options,
        parts,
        config -> {
          config.routes.before(SecurityHeaders::apply);
          config.routes.before(guard::check);
          parts.forEach(part -> part.addTo(config.routes));
          webhooks.forEach(webhook -> addWebhook(config, webhook));
          addErrorHandlers(config, bundles);
        });
  }

  /**
   * Starts serving what needs no guard, behind a filter that may answer everything by itself.
   *
   * @throws PortInUseException if the port is taken, or the address is not of this machine
   */
  public static WebServer startBehind(
      Filter filter, WebOptions options, Routes routes, MessageBundles bundles)
      throws PortInUseException {
    return start(
        options,
        List.of(routes),
        config -> {
          config.jetty.modifyServletContextHandler(
              handler -> handler.addFilter(filter, "/*", EnumSet.of(DispatcherType.REQUEST)));
          config.routes.before(SecurityHeaders::apply);
          routes.addTo(config.routes);
          addErrorHandlers(config, bundles);
        });
  }

  private static WebServer start(
      WebOptions options, List<Routes> parts, Consumer<JavalinConfig> configuration)
      throws PortInUseException {
    Javalin javalin =
        Javalin.create(config -> {
          configure(config);
          configuration.accept(config);
        });
    listen(javalin, options);
    WebServer server = new WebServer(javalin, parts, options.host());
    log.atInfo().addKeyValue("port", server.port()).log("Web server listens");
    return server;
  }

  /** Tries the address first: Javalin would tell what is wrong with it in a line of its own. */
  private static void listen(Javalin javalin, WebOptions options) throws PortInUseException {
    try (ServerSocket probe = new ServerSocket()) {
      probe.bind(new InetSocketAddress(options.host(), options.port()));
    } catch (IOException e) {
      throw new PortInUseException(options.host(), options.port(), String.valueOf(e.getMessage()));
    }
    javalin.start(options.host(), options.port());
  }

  private static void configure(JavalinConfig config) {
    config.concurrency.useVirtualThreads = true;
    config.jsonMapper(new JavalinJackson(ApiJson.MAPPER, true));
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.http.maxRequestSize = MAX_BODY_MB * 1024 * 1024;
    config.jetty.multipartConfig.maxTotalRequestSize(MAX_BODY_MB, SizeUnit.MB);
    config.jetty.multipartConfig.maxFileSize(MAX_BODY_MB, SizeUnit.MB);
    config.jetty.multipartConfig.maxInMemoryFileSize(MAX_IN_MEMORY_MB, SizeUnit.MB);
    config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
  }

  private static void addWebhook(JavalinConfig config, WebhookRoute webhook) {
    config.routes.post(
        webhook.path(),
        ctx -> {
          byte[] body = ctx.bodyInputStream().readNBytes(MAX_IN_MEMORY_MB * 1024 * 1024 + 1);
          ctx.status(
              body.length > MAX_IN_MEMORY_MB * 1024 * 1024
                  ? 413
                  : webhook.handler().handle(ctx::header, body));
        });
  }

  private static void addErrorHandlers(JavalinConfig config, MessageBundles bundles) {
    config.routes.exception(
        HttpResponseException.class,
        (e, ctx) -> {
          String key =
              switch (e.getStatus()) {
                case 404, 405 -> "web.error.not-found";
                case 413 -> "web.error.too-large";
                default -> "web.error.request";
              };
          sendProblem(ctx, bundles, e.getStatus(), key);
        });
    config.routes.exception(
        JacksonException.class, (_, ctx) -> sendProblem(ctx, bundles, 400, "web.error.request"));
    // Jetty's word for a multipart body that is too large, or none at all.
    config.routes.exception(
        ServletException.class,
        (_, ctx) -> {
          boolean large = ctx.req().getContentLengthLong() > MAX_BODY_MB * 1024 * 1024;
          sendProblem(
              ctx, bundles, large ? 413 : 400, large ? "web.error.too-large" : "web.error.request");
        });
    config.routes.exception(EofException.class, (_, _) -> {}); // the reader went away
    config.routes.exception(
        Exception.class,
        (e, ctx) -> {
          log.atError()
              .setCause(e)
              .addKeyValue("path", ctx.path())
              .log("A request failed; the person was asked to try again");
          sendProblem(ctx, bundles, 500, "web.error.ours");
        });
    config.routes.error(
        404,
        ctx -> {
          if (ctx.result() == null || "Not Found".equals(ctx.result())) {
            sendProblem(ctx, bundles, 404, "web.error.not-found");
          }
        });
  }

  private static void sendProblem(Context ctx, MessageBundles bundles, int status, String key) {
    if (!ctx.res().isCommitted()) {
      new ApiProblem(status, bundles.get(Visitor.localeOf(ctx), key), null).send(ctx);
    }
  }

  /** The port it listens on, also when 0 was asked for. */
  public int port() {
    return javalin.port();
  }

  /** Where people on this machine open the page. */
  public String localUrl() {
    return "http://"
        + (host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host)
        + ":"
        + port()
        + "/";
  }

  /** Ends open event streams, then stops. */
  @Override
  public void close() {
    parts.forEach(Routes::close);
    javalin.stop();
  }
}
