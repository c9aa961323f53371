package io.github.reelay.discord;

import io.github.reelay.chat.Chat;
import io.github.reelay.chat.ChatHealth;
import io.github.reelay.chat.ChatPorts;
import io.github.reelay.chat.LinkMessages;
import io.github.reelay.chat.TransientMessages;
import io.github.reelay.conversation.ChatNotifier;
import io.github.reelay.conversation.ChatPoster;
import io.github.reelay.conversation.Conversation;
import io.github.reelay.conversation.EventInbox;
import io.github.reelay.conversation.Message;
import io.github.reelay.discord.api.ApiCalls;
import io.github.reelay.discord.api.ChannelLookup;
import io.github.reelay.discord.api.DiscordIds;
import io.github.reelay.discord.api.DiscordOptions;
import io.github.reelay.discord.api.DiscordResult;
import io.github.reelay.discord.api.GatewayConnection;
import io.github.reelay.discord.api.InteractionTokens;
import io.github.reelay.discord.api.ScopeLookup;
import io.github.reelay.discord.inbound.AttachmentDownloader;
import io.github.reelay.discord.inbound.Autocomplete;
import io.github.reelay.discord.inbound.DiscordResponder;
import io.github.reelay.discord.inbound.EventHandler;
import io.github.reelay.discord.inbound.EventListener;
import io.github.reelay.discord.inbound.Modals;
import io.github.reelay.discord.inbound.ServerIntroduction;
import io.github.reelay.discord.inbound.SlashCommands;
import io.github.reelay.discord.inbound.WarmUp;
import io.github.reelay.discord.outbound.AutoModRetry;
import io.github.reelay.discord.outbound.Components;
import io.github.reelay.discord.outbound.DeliveredCaptions;
import io.github.reelay.discord.outbound.DiscordPlatform;
import io.github.reelay.discord.outbound.DiscordPoster;
import io.github.reelay.discord.outbound.DiscordStatusMessages;
import io.github.reelay.discord.outbound.DiscordVideoDelivery;
import io.github.reelay.discord.outbound.MessageBodies;
import io.github.reelay.discord.outbound.TokenExpiryNotifier;
import io.github.reelay.discord.outbound.UploadLimits;
import io.github.reelay.discord.outbound.UploadSizeFitter;
import io.github.reelay.http.GuardedHttp;
import io.github.reelay.policy.Scope;
import io.github.reelay.tracking.port.ChatPlatform;
import java.util.List;
import java.util.Optional;
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
public final class DiscordChat implements Chat {
  private static final Logger log = LoggerFactory.getLogger(DiscordChat.class);

  private static final int COMMANDS_RETRY_DELAY_SECONDS = 30;

  /** Tokens die in minutes, so what is worth going on with is never more. */
  private static final int MAX_PENDING_EVENTS = 1000;

  private final DiscordOptions options;
  private final ChatPorts ports;
  private final GatewayConnection connection;
  private final ChannelLookup channels;
  private final ScopeLookup scopes;
  private final InteractionTokens tokens = new InteractionTokens();
  private final AutoModRetry autoMod = new AutoModRetry();
  private final TransientMessages transients = new TransientMessages();
  private final DiscordStatusMessages statusMessages;
  private final DeliveredCaptions captions;
  private final TokenExpiryNotifier notices;
  private final UploadLimits uploadLimits;
  private final DiscordPlatform platform;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("discord-timer").factory());

  public DiscordChat(DiscordOptions options, ChatPorts ports) {
    this.options = options;
    this.ports = ports;
    connection = new GatewayConnection(options, ports.clock(), ports.alerts());
    channels = new ChannelLookup(connection);
    scopes = new ScopeLookup(connection);
    uploadLimits = new UploadLimits(options.uploadLimit());
    statusMessages =
        new DiscordStatusMessages(
            connection, channels, tokens, ports.texts(), ports.clock(), autoMod);
    LinkMessages links =
        new LinkMessages(ports.links(), ports.texts(), ports.clock(), options.linkTtl());
    captions = new DeliveredCaptions(channels, autoMod, ports.texts(), links);
    notices = new TokenExpiryNotifier(statusMessages, tokens, ports.texts(), ports.clock());
    UploadSizeFitter fileFitter = new UploadSizeFitter(ports.converter(), links, statusMessages);
    platform =
        new DiscordPlatform(
            notices,
            new DiscordVideoDelivery(
                channels,
                tokens,
                statusMessages,
                uploadLimits,
                fileFitter,
                captions,
                ports.clock(),
                autoMod,
                options.spoiler()));
  }

  @Override
  public ChatPlatform platform() {
    return platform;
  }

  @Override
  public Optional<ChatNotifier> notifier() {
    return options
        .alertChannel()
        .map(channel -> message -> tell(Scope.chat(DiscordIds.chatRef(channel)), message));
  }

  @Override
  public ChatPoster poster() {
    return new DiscordPoster(channels);
  }

  @Override
  public Optional<String> nameOf(Scope scope) {
    return scopes.nameOf(scope);
  }

  @Override
  public void tell(Scope to, Message message) {
    scopes
        .findChannel(to)
        .ifPresent(c ->
            ApiCalls.execute(
                () -> c.sendMessage(MessageBodies.createAudible(Components.plain(message)))));
  }

  /** Up: every shard is connected. The detail is {@link GatewayConnection.State} in words. */
  @Override
  public Optional<ChatHealth> health() {
    return Optional.of(
        new ChatHealth(DiscordIds.PLATFORM, connection.isReady(), connection.state().name()));
  }

  /** Connects in the background; returns at once, also when Discord is down. */
  @Override
  public void start(Conversation conversation) {
    EventHandler eventHandler =
        new EventHandler(
            conversation,
            ports.texts(),
            ports.inbox(),
            new AttachmentDownloader(
                // Attachments may be at a private address only where the API itself is.
                new GuardedHttp(GuardedHttp.isPrivate(options.apiUrl()), ports.clock()),
                ports.media()),
            new DiscordResponder(
                channels,
                statusMessages,
                tokens,
                autoMod,
                captions,
                transients,
                ports.texts(),
                options.spoiler()),
            tokens,
            channels,
            ports.clock());
    Modals modals = new Modals(ports.texts());
    EventListener listener =
        new EventListener(
            ports.inbox(), eventHandler, new Autocomplete(conversation), modals, ports.texts());
    WarmUp.run(modals);
    connection.start(
        listener,
        uploadLimits,
        new ServerIntroduction(conversation, ports.inbox()),
        new StartupListener(
            eventHandler, ports.inbox().pending(DiscordIds.PLATFORM, MAX_PENDING_EVENTS)));
    long every = TokenExpiryNotifier.SWEEP_INTERVAL.toMillis();
    var _ =
        timer.scheduleWithFixedDelay(
            () -> Thread.ofVirtual().start(notices::sweep), every, every, TimeUnit.MILLISECONDS);
  }

  /** Stops hearing and speaking; what is under way has a few seconds. */
  @Override
  public void close() {
    timer.shutdownNow();
    transients.close();
    connection.stop();
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
      var commands = new SlashCommands(ports.texts()).all();
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
