package io.github.reelay.discord;

import io.github.reelay.conversation.ChatNotifier;
import io.github.reelay.conversation.Conversation;
import io.github.reelay.conversation.EventInbox;
import io.github.reelay.conversation.Message;
import io.github.reelay.conversation.text.MessageTexts;
import io.github.reelay.discord.api.ApiCalls;
import io.github.reelay.discord.api.ChannelLookup;
import io.github.reelay.discord.api.DiscordIds;
import io.github.reelay.discord.api.DiscordOptions;
import io.github.reelay.discord.api.DiscordResult;
import io.github.reelay.discord.api.GatewayConnection;
import io.github.reelay.discord.api.InteractionTokens;
import io.github.reelay.discord.inbound.AttachmentDownloader;
import io.github.reelay.discord.inbound.Autocomplete;
import io.github.reelay.discord.inbound.DiscordResponder;
import io.github.reelay.discord.inbound.EventHandler;
import io.github.reelay.discord.inbound.EventListener;
import io.github.reelay.discord.inbound.Modals;
import io.github.reelay.discord.inbound.SlashCommands;
import io.github.reelay.discord.inbound.WarmUp;
import io.github.reelay.discord.outbound.Components;
import io.github.reelay.discord.outbound.DiscordPlatform;
import io.github.reelay.discord.outbound.DiscordStatusMessages;
import io.github.reelay.discord.outbound.DiscordVideoDelivery;
import io.github.reelay.discord.outbound.MessageBodies;
import io.github.reelay.discord.outbound.TokenExpiryNotifier;
import io.github.reelay.discord.outbound.UploadLimits;
import io.github.reelay.discord.outbound.UploadSizeFitter;
import io.github.reelay.http.GuardedHttp;
import io.github.reelay.task.ref.ChatRef;
import io.github.reelay.tracking.port.Alert;
import io.github.reelay.tracking.port.ChatPlatform;
import io.github.reelay.tracking.port.MediaConverter;
import io.github.reelay.tracking.port.MediaLinks;
import io.github.reelay.tracking.port.MediaStore;
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
public final class DiscordChat {
  private static final Logger log = LoggerFactory.getLogger(DiscordChat.class);

  private static final int COMMANDS_RETRY_DELAY_SECONDS = 30;

  /** Tokens die in minutes, so what is worth going on with is never more. */
  private static final int MAX_PENDING_EVENTS = 1000;

  private final Dependencies dependencies;
  private final GatewayConnection connection;
  private final ChannelLookup channels;
  private final InteractionTokens tokens = new InteractionTokens();
  private final DiscordStatusMessages statusMessages;
  private final TokenExpiryNotifier notices;
  private final UploadLimits uploadLimits;
  private final DiscordPlatform platform;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("discord-timer").factory());

  /**
   * What this part is made of.
   *
   * @param http fetches attachments; may reach private addresses only where the API itself is one
   */
  public record Dependencies(
      DiscordOptions options,
      MessageTexts texts,
      EventInbox inbox,
      MediaStore media,
      MediaConverter converter,
      MediaLinks links,
      GuardedHttp http,
      Alert.Sink alerts,
      InstantSource clock) {}

  public DiscordChat(Dependencies dependencies) {
    this.dependencies = dependencies;
    connection =
        new GatewayConnection(dependencies.options(), dependencies.clock(), dependencies.alerts());
    channels = new ChannelLookup(connection);
    uploadLimits = new UploadLimits(dependencies.options().uploadLimit());
    statusMessages =
        new DiscordStatusMessages(
            connection, channels, tokens, dependencies.texts(), dependencies.clock());
    notices =
        new TokenExpiryNotifier(statusMessages, tokens, dependencies.texts(), dependencies.clock());
    UploadSizeFitter fileFitter =
        new UploadSizeFitter(
            dependencies.converter(),
            dependencies.links(),
            dependencies.options().linkTtl(),
            statusMessages,
            dependencies.texts(),
            dependencies.clock());
    platform =
        new DiscordPlatform(
            notices,
            new DiscordVideoDelivery(
                channels,
                tokens,
                statusMessages,
                uploadLimits,
                fileFitter,
                dependencies.texts(),
                dependencies.clock()));
  }

  public ChatPlatform platform() {
    return platform;
  }

  public ChatNotifier notifier() {
    return new ChatNotifier() {
      @Override
      public String platform() {
        return DiscordIds.PLATFORM;
      }

      @Override
      public void send(ChatRef chat, Message message) {
        channels
            .findById(chat.id())
            .ifPresent(c ->
                ApiCalls.execute(
                    () -> c.sendMessage(MessageBodies.create(Components.plain(message)))));
      }
    };
  }

  /** Connects in the background; returns at once, also when Discord is down. */
  public void start(Conversation conversation) {
    EventHandler eventHandler =
        new EventHandler(
            conversation,
            dependencies.texts(),
            dependencies.inbox(),
            new AttachmentDownloader(dependencies.http(), dependencies.media()),
            new DiscordResponder(channels, statusMessages, tokens),
            tokens,
            dependencies.clock());
    Modals modals = new Modals(dependencies.texts());
    EventListener listener =
        new EventListener(
            dependencies.inbox(),
            eventHandler,
            new Autocomplete(conversation),
            modals,
            dependencies.texts());
    WarmUp.run(modals);
    connection.start(
        listener,
        uploadLimits,
        new StartupListener(
            eventHandler, dependencies.inbox().pending(DiscordIds.PLATFORM, MAX_PENDING_EVENTS)));
    long every = TokenExpiryNotifier.SWEEP_INTERVAL.toMillis();
    var _ =
        timer.scheduleWithFixedDelay(
            () -> Thread.ofVirtual().start(notices::sweep), every, every, TimeUnit.MILLISECONDS);
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
  private final class StartupListener extends ListenerAdapter {
    private final EventHandler eventHandler;
    private final AtomicReference<List<EventInbox.Event>> pendingEvents;

    /**
     * @param left what the last run did not come to; gone on with once, however often Discord says
     *     READY
     */
    StartupListener(EventHandler eventHandler, List<EventInbox.Event> left) {
      this.eventHandler = eventHandler;
      this.pendingEvents = new AtomicReference<>(left);
    }

    @Override
    public void onReady(ReadyEvent event) {
      if (event.getJDA().getShardInfo().getShardId() == 0) {
        registerCommands(event.getJDA());
        eventHandler.resumePending(pendingEvents.getAndSet(List.of()));
      }
    }

    private void registerCommands(JDA jda) {
      var commands = new SlashCommands(dependencies.texts()).all();
      DiscordResult<?> result = ApiCalls.execute(() -> jda.updateCommands().addCommands(commands));
      if (result instanceof DiscordResult.Failed<?>(var error, String detail)) {
        log.atError()
            .addKeyValue("chat", DiscordIds.PLATFORM)
            .log("The commands could not be registered, trying again: {} {}", error, detail);
        var _ =
            timer.schedule(
                () -> Thread.ofVirtual().start(() -> registerCommands(jda)),
                COMMANDS_RETRY_DELAY_SECONDS,
                TimeUnit.SECONDS);
      } else {
        log.atInfo()
            .addKeyValue("chat", DiscordIds.PLATFORM)
            .log("Connected to Discord, {} commands are registered", commands.size());
      }
    }
  }
}
