package io.github.reelay.telegram;

import io.github.reelay.conversation.ChatNotifier;
import io.github.reelay.conversation.Conversation;
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
import io.github.reelay.telegram.inbound.TelegramHealth;
import io.github.reelay.telegram.inbound.TelegramMessageHandler;
import io.github.reelay.telegram.inbound.TelegramWebhook;
import io.github.reelay.telegram.inbound.UpdateHealth;
import io.github.reelay.telegram.inbound.UpdateProcessor;
import io.github.reelay.telegram.inbound.WebhookRegistrar;
import io.github.reelay.telegram.outbound.CommandMenu;
import io.github.reelay.telegram.outbound.TelegramClient;
import io.github.reelay.telegram.outbound.TelegramNotifier;
import io.github.reelay.telegram.outbound.TelegramResponder;
import io.github.reelay.tracking.port.Alert;
import io.github.reelay.tracking.port.ChatPlatform;
import java.time.Duration;
import java.time.InstantSource;
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
 * The Telegram part. It can speak as soon as it exists ({@link #platform}); it listens from {@link
 * #start} to {@link #close}. All threads are virtual: they end with the process. Thread-safe.
 */
public final class TelegramChat implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(TelegramChat.class);

  /** How often the inbox is looked through for what failed or did not fit in before. */
  private static final long RESUME_SECONDS = 10;

  /** How long handlers under way may take to end. */
  private static final Duration GRACE = Duration.ofSeconds(3);

  private final TelegramOptions options;
  private final InstantSource clock;
  private final TelegramDependencies ports;
  private final TelegramClient outbound;
  private final TelegramResponder speech;
  private final UpdateHealth heartbeat;
  private final StopSignal stop = new StopSignal();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final ScheduledExecutorService scheduler =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofVirtual().name("telegram-inbox-").factory());
  private final TelegramWebhook webhook;
  private volatile @Nullable LongPoller loop;

  public TelegramChat(TelegramOptions options, InstantSource clock, TelegramDependencies ports) {
    this.options = options;
    this.clock = clock;
    this.ports = ports;
    this.outbound =
        new TelegramClient(
            options, clock, ports.wording(), ports.fitter(), ports.links(), ports.moveChat());
    this.speech = new TelegramResponder(outbound.paced(), outbound.posting(), stop);
    this.heartbeat = new UpdateHealth(clock);
    this.webhook = new TelegramWebhook(options.webhook(), heartbeat);
  }

  public ChatPlatform platform() {
    return outbound.platform();
  }

  public ChatNotifier announcer() {
    return new TelegramNotifier(speech);
  }

  public TelegramHealth health() {
    return heartbeat.health();
  }

  /** Where Telegram's calls go; refuses everything unless the options name a webhook. */
  public TelegramWebhook webhook() {
    return webhook;
  }

  /** Begins to listen; returns at once. Telegram may be down meanwhile: it is tried for ever. */
  public void start(Conversation conversation) {
    Thread.ofVirtual().name("telegram-loop").start(() -> listen(conversation));
  }

  private void listen(Conversation conversation) {
    Optional<BotIdentity> known = introduce();
    if (known.isEmpty()) {
      return;
    }
    UpdateProcessor intake = intake(known.get(), conversation);
    var _ =
        scheduler.scheduleWithFixedDelay(() -> resume(intake), 0, RESUME_SECONDS, TimeUnit.SECONDS);
    threads.execute(() -> new CommandMenu(outbound.api(), ports.wording()).register());
    log.atInfo().log("listening as @{}", known.get().username());
    if (options.webhook() != null) {
      webhook.open(intake);
      new WebhookRegistrar(outbound.api(), options.webhook(), heartbeat, stop).run();
      return;
    }
    LongPoller polling =
        new LongPoller(outbound, intake, ports.inbox(), heartbeat, ports.alerts(), stop, options);
    loop = polling;
    polling.run();
  }

  private UpdateProcessor intake(BotIdentity me, Conversation conversation) {
    Senders speakers = new Senders(new GroupAdmins(outbound.api()));
    ImageDownloader pictures =
        new ImageDownloader(
            outbound.api(), outbound.http(), outbound.endpoint(), ports.media(), stop);
    TelegramMessageHandler orders =
        new TelegramMessageHandler(
            me,
            conversation,
            ports.wording(),
            speakers,
            pictures,
            speech,
            outbound.paced().moves());
    ButtonHandler presses =
        new ButtonHandler(me, conversation, ports.wording(), speakers, speech, threads);
    return new UpdateProcessor(ports.inbox(), clock, orders, presses, options.albumWait(), threads);
  }

  /** Asks who the bot is, as long as it takes. Empty when it is time to end. */
  private Optional<BotIdentity> introduce() {
    Backoff backoff = new Backoff();
    do {
      switch (outbound.api().call(new GetMe())) {
        case TelegramResult.Done<User>(User me) -> {
          return Optional.of(new BotIdentity(me.getId(), me.getUserName()));
        }
        case TelegramResult.Refused<User> refused
            when refused.complaint() == TelegramError.TOKEN_REFUSED -> {
          heartbeat.refused();
          ports
              .alerts()
              .raise(
                  new Alert(
                      Alert.Kind.CHAT_TOKEN_REFUSED,
                      TelegramIds.PLATFORM,
                      "Telegram refuses the bot's token"));
        }
        case TelegramResult<User> other -> {
          heartbeat.trouble("Telegram does not answer");
          log.atWarn().log("Telegram does not answer, trying again: {}", other);
        }
      }
    } while (stop.pause(backoff.next()));
    return Optional.empty();
  }

  private static void resume(UpdateProcessor intake) {
    try {
      intake.resume();
    } catch (RuntimeException e) {
      log.atError().setCause(e).log("the inbox could not be read; trying again");
    }
  }

  /** Stops listening, and lets what is being handled end; what does not is handled next time. */
  @Override
  public void close() {
    stop.stop();
    LongPoller polling = loop;
    if (polling != null) {
      polling.interrupt();
    }
    scheduler.shutdownNow();
    threads.shutdown();
    try {
      if (!threads.awaitTermination(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    outbound.close();
  }
}
