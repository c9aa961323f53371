package io.github.reelay.discord;

import io.github.reelay.conversation.Announcer;
import io.github.reelay.conversation.Conversation;
import io.github.reelay.conversation.Inbox;
import io.github.reelay.conversation.Message;
import io.github.reelay.conversation.Wording;
import io.github.reelay.http.GuardedHttp;
import io.github.reelay.task.ChatRef;
import io.github.reelay.tracking.Alert;
import io.github.reelay.tracking.ChatPlatform;
import io.github.reelay.tracking.ImageFitter;
import io.github.reelay.tracking.MediaLinks;
import io.github.reelay.tracking.MediaStore;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.events.session.ReadyEvent;
import net.dv8tion.jda.api.hooks.ListenerAdapter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Discord part of the program. Made first (the tracker needs {@link #platform()}), started once
 * there is a conversation. Thread-safe.
 */
public final class Discord {
  private static final Logger log = LoggerFactory.getLogger(Discord.class);

  private static final int COMMANDS_AGAIN_SECONDS = 30;

  /** Tokens die in minutes, so what is worth going on with is never more. */
  private static final int MOST_LEFT = 1000;

  private final Parts parts;
  private final Connection connection;
  private final Places places;
  private final Tickets tickets = new Tickets();
  private final StatusMessages messages;
  private final Farewells statuses;
  private final UploadLimits limits;
  private final DiscordPlatform platform;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("discord-timer").factory());

  /**
   * What this part is made of.
   *
   * @param http fetches attachments; may reach private addresses only where the API itself is one
   */
  public record Parts(
      DiscordOptions options,
      Wording wording,
      Inbox inbox,
      MediaStore media,
      ImageFitter fitter,
      MediaLinks links,
      GuardedHttp http,
      Alert.Sink alerts,
      InstantSource clock) {}

  public Discord(Parts parts) {
    this.parts = parts;
    connection = new Connection(parts.options(), parts.clock(), parts.alerts());
    places = new Places(connection);
    limits = new UploadLimits(parts.options().uploadLimit());
    messages = new StatusMessages(connection, places, tickets, parts.wording(), parts.clock());
    statuses = new Farewells(messages, tickets, parts.wording(), parts.clock());
    Fitting fitting =
        new Fitting(
            parts.fitter(),
            parts.links(),
            parts.options().linkLife(),
            messages,
            parts.wording(),
            parts.clock());
    platform =
        new DiscordPlatform(
            statuses,
            new Deliveries(
                places, tickets, messages, limits, fitting, parts.wording(), parts.clock()));
  }

  public ChatPlatform platform() {
    return platform;
  }

  public Announcer announcer() {
    return new Announcer() {
      @Override
      public String platform() {
        return DiscordNames.PLATFORM;
      }

      @Override
      public void announce(ChatRef chat, Message message) {
        places
            .channel(chat.id())
            .ifPresent(c -> Calls.make(() -> c.sendMessage(Edits.fresh(Looks.plain(message)))));
      }
    };
  }

  /** Connects in the background; returns at once, also when Discord is down. */
  public void start(Conversation conversation) {
    Talk talk =
        new Talk(
            conversation,
            parts.wording(),
            parts.inbox(),
            new Pictures(parts.http(), parts.media(), parts.options().pictureLimit()),
            new Mouth(places, messages, tickets),
            tickets,
            parts.clock());
    Forms forms = new Forms(parts.wording());
    Ears ears =
        new Ears(parts.inbox(), talk, new Suggestions(conversation), forms, parts.wording());
    WarmUp.run(forms);
    connection.start(
        ears,
        limits,
        new FirstReady(talk, parts.inbox().pending(DiscordNames.PLATFORM, MOST_LEFT)));
    long every = Farewells.EVERY.toMillis();
    var _ =
        timer.scheduleWithFixedDelay(
            () -> Thread.ofVirtual().start(statuses::sweep), every, every, TimeUnit.MILLISECONDS);
  }

  /** Stops hearing and speaking; what is under way has a few seconds. */
  public void stop() {
    timer.shutdownNow();
    connection.stop();
  }

  /** Whether every shard is connected. */
  public boolean isReady() {
    return connection.isReady();
  }

  /** For the health page: {@code CONNECTED}, {@code CONNECTING}, {@code TOKEN_REFUSED}. */
  public String state() {
    return connection.state().name();
  }

  /** Registers the commands and goes on with what the last run left. */
  private final class FirstReady extends ListenerAdapter {
    private final Talk talk;
    private final AtomicReference<List<Inbox.Event>> left;

    /**
     * @param left what the last run did not come to; gone on with once, however often Discord says
     *     READY
     */
    FirstReady(Talk talk, List<Inbox.Event> left) {
      this.talk = talk;
      this.left = new AtomicReference<>(left);
    }

    @Override
    public void onReady(ReadyEvent event) {
      if (event.getJDA().getShardInfo().getShardId() == 0) {
        register(event.getJDA());
        talk.catchUp(left.getAndSet(List.of()));
      }
    }

    private void register(JDA jda) {
      var commands = new SlashCommands(parts.wording()).all();
      Outcome<?> outcome = Calls.make(() -> jda.updateCommands().addCommands(commands));
      if (outcome instanceof Outcome.Failed<?>(var trouble, String detail)) {
        log.atError()
            .addKeyValue("chat", DiscordNames.PLATFORM)
            .log("the commands could not be registered, trying again: {} {}", trouble, detail);
        var _ =
            timer.schedule(
                () -> Thread.ofVirtual().start(() -> register(jda)),
                COMMANDS_AGAIN_SECONDS,
                TimeUnit.SECONDS);
      } else {
        log.atInfo()
            .addKeyValue("chat", DiscordNames.PLATFORM)
            .log("connected to Discord, {} commands are registered", commands.size());
      }
    }
  }
}
