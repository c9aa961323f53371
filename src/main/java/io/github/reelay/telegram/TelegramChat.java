package io.github.reelay.telegram;

import io.github.reelay.chat.Chat;
import io.github.reelay.chat.ChatHealth;
import io.github.reelay.chat.ChatPorts;
import io.github.reelay.chat.LinkMessages;
import io.github.reelay.chat.TransientMessages;
import io.github.reelay.chat.WebhookRoute;
import io.github.reelay.conversation.ChatNotifier;
import io.github.reelay.conversation.ChatPoster;
import io.github.reelay.conversation.Conversation;
import io.github.reelay.conversation.Message;
import io.github.reelay.policy.Scope;
import io.github.reelay.telegram.api.Backoff;
import io.github.reelay.telegram.api.BotIdentity;
import io.github.reelay.telegram.api.StopSignal;
import io.github.reelay.telegram.api.TelegramError;
import io.github.reelay.telegram.api.TelegramIds;
import io.github.reelay.telegram.api.TelegramOptions;
import io.github.reelay.telegram.api.TelegramResult;
import io.github.reelay.telegram.inbound.ButtonHandler;
import io.github.reelay.telegram.inbound.GroupAdmins;
import io.github.reelay.telegram.inbound.ImageDownloader;
import io.github.reelay.telegram.inbound.LongPoller;
import io.github.reelay.telegram.inbound.Senders;
import io.github.reelay.telegram.inbound.TelegramMessageHandler;
import io.github.reelay.telegram.inbound.TelegramWebhook;
import io.github.reelay.telegram.inbound.UpdateHealth;
import io.github.reelay.telegram.inbound.UpdateProcessor;
import io.github.reelay.telegram.inbound.WebhookRegistrar;
import io.github.reelay.telegram.outbound.BotProfile;
import io.github.reelay.telegram.outbound.CommandMenu;
import io.github.reelay.telegram.outbound.TelegramClient;
import io.github.reelay.telegram.outbound.TelegramNotifier;
import io.github.reelay.telegram.outbound.TelegramResponder;
import io.github.reelay.tracking.port.Alert;
import io.github.reelay.tracking.port.ChatPlatform;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.telegram.telegrambots.meta.api.methods.GetMe;
import org.telegram.telegrambots.meta.api.objects.User;

/**
 * The Telegram chat: the facade of everything that speaks to or hears from Telegram. It can speak
 * as soon as it exists ({@link #platform}); it listens from {@link #start} to {@link #close}. All
 * threads are virtual: they end with the process. Thread-safe.
 */
public final class TelegramChat implements Chat {
  private static final Logger log = LoggerFactory.getLogger(TelegramChat.class);

  /** How often the inbox is looked through for what failed or did not fit in before. */
  private static final long RESUME_INTERVAL_SECONDS = 10;

  /** How long handlers under way may take to end. */
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(3);

  private final TelegramOptions options;
  private final ChatPorts ports;
  private final TelegramClient client;
  private final TelegramResponder responder;
  private final TelegramNotifier notifier;
  private final UpdateHealth health;
  private final StopSignal stop = new StopSignal();
  private final TransientMessages transients = new TransientMessages();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final ScheduledExecutorService scheduler =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofVirtual().name("telegram-inbox-").factory());
  private final TelegramWebhook webhook;
  private volatile @Nullable LongPoller poller;

  public TelegramChat(TelegramOptions options, ChatPorts ports) {
    this.options = options;
    this.ports = ports;
    LinkMessages links =
        new LinkMessages(ports.links(), ports.texts(), ports.clock(), options.linkTtl());
    this.client =
        new TelegramClient(
            options,
            ports.clock(),
            ports.texts(),
            ports.converter(),
            links,
            ports.tasks()::moveChat);
    this.responder =
        new TelegramResponder(
            client.rateLimited(),
            client.messages(),
            ports.texts(),
            links,
            transients,
            stop,
            options.spoiler());
    this.notifier = new TelegramNotifier(client.api(), responder);
    this.health = new UpdateHealth(ports.clock());
    this.webhook = new TelegramWebhook(options.webhook(), health);
  }

  @Override
  public ChatPlatform platform() {
    return client.platform();
  }

  @Override
  public Optional<ChatNotifier> notifier() {
    return options.alertChat().map(notifier::to);
  }

  @Override
  public Optional<String> nameOf(Scope scope) {
    return notifier.nameOf(idOf(scope));
  }

  @Override
  public void tell(Scope to, Message message) {
    notifier.send(idOf(to), message);
  }

  private static String idOf(Scope scope) {
    return scope.id().substring(TelegramIds.PLATFORM.length() + 1);
  }

  @Override
  public ChatPoster poster() {
    return responder;
  }

  @Override
  public Optional<ChatHealth> health() {
    return Optional.of(health.health());
  }

  /** The route refuses everything unless the options name a webhook. */
  @Override
  public Optional<WebhookRoute> webhook() {
    return Optional.of(new WebhookRoute(TelegramOptions.Webhook.PATH, webhook));
  }

  /** Begins to listen; returns at once. Telegram may be down meanwhile: it is tried for ever. */
  @Override
  public void start(Conversation conversation) {
    Thread.ofVirtual().name("telegram-loop").start(() -> listen(conversation));
  }

  private void listen(Conversation conversation) {
    Optional<BotIdentity> known = awaitIdentity();
    if (known.isEmpty()) {
      return;
    }
    UpdateProcessor processor = updateProcessor(known.get(), conversation);
    var _ =
        scheduler.scheduleWithFixedDelay(
            () -> resume(processor), 0, RESUME_INTERVAL_SECONDS, TimeUnit.SECONDS);
    threads.execute(() -> new CommandMenu(client.api(), ports.texts()).register());
    threads.execute(() -> new BotProfile(client.api(), ports.texts(), ports.inbox()).update());
    log.atInfo().log("Listening as @{}", known.get().username());
    if (options.webhook() != null) {
      webhook.open(processor);
      new WebhookRegistrar(client.api(), options.webhook(), health, stop).run();
      return;
    }
    LongPoller longPoller =
        new LongPoller(client, processor, ports.inbox(), health, ports.alerts(), stop, options);
    poller = longPoller;
    longPoller.run();
  }

  private UpdateProcessor updateProcessor(BotIdentity identity, Conversation conversation) {
    Senders senders = new Senders(new GroupAdmins(client.api()));
    ImageDownloader images =
        new ImageDownloader(
            client.api(), client.http(), client.urls(), ports.media(), options.localFiles(), stop);
    TelegramMessageHandler messageHandler =
        new TelegramMessageHandler(
            identity,
            conversation,
            ports.texts(),
            senders,
            images,
            responder,
            client.rateLimited().migrations(),
            ports.inbox());
    ButtonHandler buttonHandler =
        new ButtonHandler(identity, conversation, ports.texts(), senders, responder, threads);
    return new UpdateProcessor(
        ports.inbox(), ports.clock(), messageHandler, buttonHandler, options.albumWait(), threads);
  }

  /** Asks who the bot is, as long as it takes. Empty when it is time to end. */
  private Optional<BotIdentity> awaitIdentity() {
    Backoff backoff = new Backoff();
    do {
      switch (client.api().call(new GetMe())) {
        case TelegramResult.Done<User>(User me) -> {
          return Optional.of(new BotIdentity(me.getId(), me.getUserName()));
        }
        case TelegramResult.Refused<User> refused
            when refused.error() == TelegramError.TOKEN_REFUSED -> {
          health.tokenRefused();
          ports
              .alerts()
              .raise(
                  new Alert(
                      Alert.Kind.CHAT_TOKEN_REFUSED,
                      TelegramIds.PLATFORM,
                      "Telegram refuses the bot's token"));
        }
        case TelegramResult<User> other -> {
          health.recordProblem("Telegram does not answer");
          log.atWarn().log("Telegram does not answer, trying again: {}", other);
        }
      }
    } while (stop.sleepUnlessStopped(backoff.next()));
    return Optional.empty();
  }

  private static void resume(UpdateProcessor processor) {
    try {
      processor.resume();
    } catch (RuntimeException e) {
      log.atError().setCause(e).log("The inbox could not be read; trying again");
    }
  }

  /** Stops listening, and lets what is being handled end; what does not is handled next time. */
  @Override
  public void close() {
    stop.stop();
    LongPoller longPoller = poller;
    if (longPoller != null) {
      longPoller.interrupt();
    }
    scheduler.shutdownNow();
    threads.shutdown();
    try {
      if (!threads.awaitTermination(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    transients.close();
    client.close();
  }
}
