package io.github.reelay.telegram;

import io.github.reelay.conversation.Announcer;
import io.github.reelay.conversation.Conversation;
import io.github.reelay.tracking.Alert;
import io.github.reelay.tracking.ChatPlatform;
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
public final class TelegramBot implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(TelegramBot.class);

  /** How often the inbox is looked through for what failed or did not fit in before. */
  private static final long RESUME_SECONDS = 10;

  /** How long handlers under way may take to end. */
  private static final Duration GRACE = Duration.ofSeconds(3);

  private final TelegramOptions options;
  private final InstantSource clock;
  private final TelegramPorts ports;
  private final Outbound outbound;
  private final Speech speech;
  private final Heartbeat heartbeat;
  private final StopSignal stop = new StopSignal();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final ScheduledExecutorService scheduler =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofVirtual().name("telegram-inbox-").factory());
  private final TelegramWebhook webhook;
  private volatile @Nullable UpdateLoop loop;

  public TelegramBot(TelegramOptions options, InstantSource clock, TelegramPorts ports) {
    this.options = options;
    this.clock = clock;
    this.ports = ports;
    this.outbound =
        new Outbound(
            options, clock, ports.wording(), ports.fitter(), ports.links(), ports.moveChat());
    this.speech = new Speech(outbound.paced(), outbound.posting(), stop);
    this.heartbeat = new Heartbeat(clock);
    this.webhook = new TelegramWebhook(options.webhook(), heartbeat);
  }

  public ChatPlatform platform() {
    return outbound.platform();
  }

  public Announcer announcer() {
    return new TelegramAnnouncer(speech);
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
    Optional<Identity> known = introduce();
    if (known.isEmpty()) {
      return;
    }
    Intake intake = intake(known.get(), conversation);
    var _ =
        scheduler.scheduleWithFixedDelay(() -> resume(intake), 0, RESUME_SECONDS, TimeUnit.SECONDS);
    threads.execute(() -> new CommandMenu(outbound.api(), ports.wording()).register());
    log.atInfo().log("listening as @{}", known.get().username());
    if (options.webhook() != null) {
      webhook.open(intake);
      new WebhookWatch(outbound.api(), options.webhook(), heartbeat, stop).run();
      return;
    }
    UpdateLoop polling =
        new UpdateLoop(outbound, intake, ports.inbox(), heartbeat, ports.alerts(), stop, options);
    loop = polling;
    polling.run();
  }

  private Intake intake(Identity me, Conversation conversation) {
    Speakers speakers = new Speakers(new Moderators(outbound.api()));
    Pictures pictures =
        new Pictures(outbound.api(), outbound.http(), outbound.endpoint(), ports.media(), stop);
    Orders orders =
        new Orders(
            me,
            conversation,
            ports.wording(),
            speakers,
            pictures,
            speech,
            outbound.paced().moves());
    Presses presses = new Presses(me, conversation, ports.wording(), speakers, speech, threads);
    return new Intake(ports.inbox(), clock, orders, presses, options.albumWait(), threads);
  }

  /** Asks who the bot is, as long as it takes. Empty when it is time to end. */
  private Optional<Identity> introduce() {
    Backoff backoff = new Backoff();
    do {
      switch (outbound.api().call(new GetMe())) {
        case Reply.Done<User>(User me) -> {
          return Optional.of(new Identity(me.getId(), me.getUserName()));
        }
        case Reply.Refused<User> refused when refused.complaint() == Complaint.TOKEN_REFUSED -> {
          heartbeat.refused();
          ports
              .alerts()
              .raise(
                  new Alert(
                      Alert.Kind.CHAT_TOKEN_REFUSED,
                      Wire.PLATFORM,
                      "Telegram refuses the bot's token"));
        }
        case Reply<User> other -> {
          heartbeat.trouble("Telegram does not answer");
          log.atWarn().log("Telegram does not answer, trying again: {}", other);
        }
      }
    } while (stop.pause(backoff.next()));
    return Optional.empty();
  }

  private static void resume(Intake intake) {
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
    UpdateLoop polling = loop;
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
