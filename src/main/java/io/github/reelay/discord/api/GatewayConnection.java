package io.github.reelay.discord.api;

import com.neovisionaries.ws.client.ProxySettings;
import com.neovisionaries.ws.client.WebSocketFactory;
import io.github.reelay.chat.TokenCheck;
import io.github.reelay.http.OutboundProxy;
import io.github.reelay.http.ProxyServer;
import io.github.reelay.tracking.port.Alert;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.events.session.ShutdownEvent;
import net.dv8tion.jda.api.exceptions.InvalidTokenException;
import net.dv8tion.jda.api.hooks.ListenerAdapter;
import net.dv8tion.jda.api.requests.CloseCode;
import net.dv8tion.jda.api.requests.GatewayIntent;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.sharding.DefaultShardManagerBuilder;
import net.dv8tion.jda.api.sharding.ShardManager;
import net.dv8tion.jda.api.utils.MemberCachePolicy;
import net.dv8tion.jda.api.utils.cache.CacheFlag;
import net.dv8tion.jda.api.utils.messages.MessageRequest;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The gateway connection, made in the background and made again for as long as the program runs, so
 * that Discord being down never stops the rest. Thread-safe.
 */
public final class GatewayConnection {
  private static final Logger log = LoggerFactory.getLogger(GatewayConnection.class);

  /** A 20 MiB upload over a slow line, and Discord's work on it. */
  private static final Duration UPLOAD_TIMEOUT = Duration.ofMinutes(3);

  /** JDA sleeps up to 15 minutes after an outage unless told otherwise. */
  private static final int MAX_RECONNECT_DELAY_SECONDS = 60;

  /** A refused token only mends when the operator acts; every try counts as invalid request. */
  private static final Duration REFUSED_RETRY_DELAY = Duration.ofMinutes(5);

  private static final Duration SHUTDOWN_TIMEOUT = Duration.ofSeconds(5);

  /** Where Discord sends bots unless it says otherwise (documentation, "Gateway"). */
  private static final URI DEFAULT_GATEWAY = URI.create("wss://gateway.discord.gg");

  private final DiscordOptions options;
  private final Alert.Sink alerts;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final OkHttpClient http;
  private volatile State state = State.CONNECTING;
  private volatile @Nullable ShardManager shards;

  /** What health tells of it. */
  public enum State {
    CONNECTING,
    CONNECTED,
    TOKEN_REFUSED,
    STOPPED
  }

  public GatewayConnection(DiscordOptions options, InstantSource clock, Alert.Sink alerts) {
    this.options = options;
    this.alerts = alerts;
    this.http = httpClientBuilder(clock).build();
  }

  /** Returns at once. */
  public void start(Object... listeners) {
    MessageRequest.setDefaultMentions(EnumSet.noneOf(Message.MentionType.class));
    MessageRequest.setDefaultMentionRepliedUser(false);
    Thread.ofVirtual().name("discord-connect").start(() -> connect(listeners));
  }

  public void stop() {
    stopped.countDown();
    state = State.STOPPED;
    ShardManager running = shards;
    if (running != null) {
      running.shutdown();
      for (JDA shard : running.getShards()) {
        try {
          if (!shard.awaitShutdown(SHUTDOWN_TIMEOUT)) {
            shard.shutdownNow();
          }
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          shard.shutdownNow();
        }
      }
    }
    http.connectionPool().evictAll();
  }

  /** Whether every shard is connected. */
  public boolean isReady() {
    ShardManager running = shards;
    return running != null
        && !running.getShards().isEmpty()
        && running.getShards().stream().allMatch(s -> s.getStatus() == JDA.Status.CONNECTED);
  }

  public State state() {
    if (state == State.TOKEN_REFUSED || state == State.STOPPED) {
      return state;
    }
    return isReady() ? State.CONNECTED : State.CONNECTING;
  }

  /** Empty until the first log-in. */
  Optional<ShardManager> shards() {
    return Optional.ofNullable(shards);
  }

  /** Any shard: for what needs only the bot's own identity (interaction tokens, direct chats). */
  public Optional<JDA> anyShard() {
    return shards().flatMap(s -> s.getShardCache().stream().findFirst());
  }

  private void connect(Object... listeners) {
    DiscordCheck check = new DiscordCheck(options);
    int failures = 0;
    while (stopped.getCount() > 0) {
      Duration wait;
      switch (check.run()) {
        case TokenCheck.Works _ -> {
          if (logIn(listeners)) {
            return;
          }
          wait = backoffDelay(failures++);
        }
        case TokenCheck.Refused(String detail, _) -> {
          reportTokenRefused(detail);
          wait = REFUSED_RETRY_DELAY;
        }
        case TokenCheck.Unreachable(String detail) -> {
          wait = backoffDelay(failures++);
          log.atWarn()
              .addKeyValue("chat", DiscordIds.PLATFORM)
              .log("Discord cannot be reached, trying again in {}: {}", wait, detail);
        }
      }
      pause(wait);
    }
  }

  private boolean logIn(Object... listeners) {
    try {
      ShardManager fresh = shardManagerBuilder(listeners).build();
      shards = fresh;
      state = State.CONNECTING;
      if (stopped.getCount() == 0) {
        fresh.shutdown();
      }
      return true;
    } catch (InvalidTokenException e) {
      reportTokenRefused("the log-in was refused");
    } catch (RuntimeException e) {
      log.atWarn()
          .addKeyValue("chat", DiscordIds.PLATFORM)
          .log("The log-in to Discord failed and is tried again: {}", e.toString());
    }
    return false;
  }

  private void reportTokenRefused(String detail) {
    if (state != State.TOKEN_REFUSED) {
      alerts.raise(new Alert(Alert.Kind.CHAT_TOKEN_REFUSED, DiscordIds.PLATFORM, detail));
    }
    state = State.TOKEN_REFUSED;
  }

  private static Duration backoffDelay(int failures) {
    return Duration.ofSeconds(Math.min(1L << Math.min(failures, 6), MAX_RECONNECT_DELAY_SECONDS));
  }

  private void pause(Duration wait) {
    try {
      if (stopped.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends of a session that no reconnect mends: told to the operator, tried again much later. */
  private final class SessionEndListener extends ListenerAdapter {
    private final Object[] listeners;

    SessionEndListener(Object... listeners) {
      this.listeners = listeners;
    }

    @Override
    public void onShutdown(ShutdownEvent event) {
      CloseCode code = event.getCloseCode();
      if (stopped.getCount() == 0 || code == null || code.isReconnect()) {
        return;
      }
      reportTokenRefused(
          "the gateway closed the session: " + event.getCode() + " " + code.getMeaning());
      shards().ifPresent(ShardManager::shutdown);
      shards = null;
      Thread.ofVirtual()
          .start(() -> {
            pause(REFUSED_RETRY_DELAY);
            connect(listeners);
          });
    }
  }

  private DefaultShardManagerBuilder shardManagerBuilder(Object... listeners) {
    EnumSet<GatewayIntent> intents =
        EnumSet.of(GatewayIntent.GUILD_MESSAGES, GatewayIntent.DIRECT_MESSAGES);
    if (options.messageContent()) {
      intents.add(GatewayIntent.MESSAGE_CONTENT);
    }
    ExecutorService virtual = Executors.newVirtualThreadPerTaskExecutor();
    RestConfig rest = new RestConfig();
    rest.setBaseUrl(options.apiUrl().toString());
    return DefaultShardManagerBuilder.createLight(options.token().reveal(), intents)
        .setRestConfig(rest)
        .setSessionController(new GatewaySessionController(options.gatewayUrl()))
        .setShardsTotal(options.shards() > 0 ? options.shards() : -1)
        .setHttpClient(http)
        .setWebsocketFactory(webSocketFactory(options))
        .setRequestTimeoutRetry(false)
        .setMaxReconnectDelay(MAX_RECONNECT_DELAY_SECONDS)
        .setEventPool(virtual, false)
        .setCallbackPool(virtual, false)
        .setRateLimitElastic(virtual, false)
        .setMemberCachePolicy(MemberCachePolicy.NONE)
        .disableCache(EnumSet.allOf(CacheFlag.class))
        .enableCache(CacheFlag.ROLE_TAGS) // by which the bot knows the role that is its own
        .setEnableShutdownHook(false)
        // The only way to an interaction's attachment_size_limit (see UploadLimits).
        .setRawEventsEnabled(true)
        .addEventListeners(new SessionEndListener(listeners))
        .addEventListeners(listeners);
  }

  /** Its library knows HTTP proxies; for SOCKS it gets sockets that are connected and secured. */
  private static WebSocketFactory webSocketFactory(DiscordOptions options) {
    WebSocketFactory factory = new WebSocketFactory();
    OutboundProxy proxy = OutboundProxy.inUse();
    URI gateway = options.gatewayUrl() == null ? DEFAULT_GATEWAY : options.gatewayUrl();
    ProxyServer server = proxy.serverFor(gateway.getHost()).orElse(null);
    if (server == null) {
      return factory;
    }
    if (server.scheme() == ProxyServer.Scheme.SOCKS5) {
      return factory
          .setSocketFactory(proxy.socketFactory())
          .setSSLSocketFactory(proxy.secureSocketFactory());
    }
    ProxySettings settings =
        factory
            .getProxySettings()
            .setSecure(server.scheme() == ProxyServer.Scheme.HTTPS)
            .setHost(server.host())
            .setPort(server.port());
    if (server.credentials() != null) {
      String[] parts = server.credentials().reveal().split(":", 2);
      settings.setCredentials(parts[0], parts.length < 2 ? "" : parts[1]);
    }
    return factory;
  }

  private static OkHttpClient.Builder httpClientBuilder(InstantSource clock) {
    return OutboundProxy.newClient()
        .connectTimeout(Duration.ofSeconds(10))
        .readTimeout(UPLOAD_TIMEOUT)
        .writeTimeout(UPLOAD_TIMEOUT)
        .retryOnConnectionFailure(false)
        // As JDA's own: a connection left idle for longer may be dead, and nothing is repeated.
        .connectionPool(new ConnectionPool(5, 10, TimeUnit.SECONDS))
        .addInterceptor(new InvalidRequestGuard(clock))
        .addNetworkInterceptor(new NoRepeatInterceptor());
  }
}
