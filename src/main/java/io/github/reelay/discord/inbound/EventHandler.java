package io.github.reelay.discord.inbound;

import io.github.reelay.conversation.Answer;
import io.github.reelay.conversation.ButtonAction;
import io.github.reelay.conversation.ButtonId;
import io.github.reelay.conversation.Command;
import io.github.reelay.conversation.CommandInput;
import io.github.reelay.conversation.Conversation;
import io.github.reelay.conversation.EventInbox;
import io.github.reelay.conversation.Message;
import io.github.reelay.conversation.RequestInput;
import io.github.reelay.conversation.RequestOption;
import io.github.reelay.conversation.Sender;
import io.github.reelay.conversation.text.MessageTexts;
import io.github.reelay.discord.api.ChannelLookup;
import io.github.reelay.discord.api.DiscordIds;
import io.github.reelay.discord.api.InteractionTokens;
import io.github.reelay.discord.inbound.InboundEvent.Ack;
import io.github.reelay.discord.inbound.InboundEvent.AttachedFile;
import io.github.reelay.task.ReferenceImage;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.ref.MessageRef;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The handler of stored events, once Discord has been acknowledged: calls the {@link Conversation}
 * and sends its answer. The same for an event of now and one found in the inbox at start.
 */
public final class EventHandler {
  private static final Logger log = LoggerFactory.getLogger(EventHandler.class);

  /** A message that nobody answered for so long is not answered after a restart either. */
  private static final Duration MESSAGE_TTL = Duration.ofMinutes(10);

  private final Conversation conversation;
  private final MessageTexts texts;
  private final EventInbox inbox;
  private final AttachmentDownloader downloader;
  private final DiscordResponder responder;
  private final InteractionTokens tokens;
  private final ChannelLookup channels;
  private final InstantSource clock;
  private final DiscordMessageHandler messageHandler;

  public EventHandler(
      Conversation conversation,
      MessageTexts texts,
      EventInbox inbox,
      AttachmentDownloader downloader,
      DiscordResponder responder,
      InteractionTokens tokens,
      ChannelLookup channels,
      InstantSource clock) {
    this.channels = channels;
    this.conversation = conversation;
    this.texts = texts;
    this.inbox = inbox;
    this.downloader = downloader;
    this.responder = responder;
    this.tokens = tokens;
    this.clock = clock;
    this.messageHandler = new DiscordMessageHandler(conversation, this);
  }

  /** Never throws: a fault is logged and the person told. */
  void handle(InboundEvent event) {
    try {
      responder.respond(event, answer(event));
    } catch (RuntimeException fault) {
      log.atError()
          .setCause(fault)
          .addKeyValue("chat", DiscordIds.chatRef(event.where().channel()))
          .log("{} could not be handled, the person is told", event);
      responder.respond(event, reply(event, "discord.broken"));
    }
    inbox.markHandled(DiscordIds.PLATFORM, event.id());
  }

  /** The answer to an event that is answered before it is acknowledged. Never throws. */
  Answer answerNow(InboundEvent event) {
    try {
      return answer(event);
    } catch (RuntimeException fault) {
      log.atError().setCause(fault).log("{} could not be handled, the person is told", event);
      return reply(event, "discord.broken");
    }
  }

  /**
   * Goes on with events an earlier run of the program did not come to.
   *
   * @param left read before the gateway was opened, so none of them is being handled by this run
   */
  public void resumePending(List<EventInbox.Event> left) {
    for (EventInbox.Event event : left) {
      InboundEvent inboundEvent = InboundEvent.fromInboxEvent(event).orElse(null);
      if (inboundEvent == null || isExpired(inboundEvent)) {
        inbox.markHandled(DiscordIds.PLATFORM, event.key());
      } else {
        log.atDebug().log("Going on with {}, which was heard before the restart", inboundEvent);
        Thread.ofVirtual().start(() -> handle(inboundEvent));
      }
    }
  }

  private boolean isExpired(InboundEvent event) {
    return event.ack() == Ack.NONE
        ? receivedAt(event).plus(MESSAGE_TTL).isBefore(clock.instant())
        : event.interactionToken().filter(t -> t.isAlive(clock.instant())).isEmpty();
  }

  private static java.time.Instant receivedAt(InboundEvent event) {
    return java.time.Instant.ofEpochMilli(event.at());
  }

  private Answer answer(InboundEvent event) {
    // What may order a video needs a place to post it.
    boolean orders =
        switch (event.kind()) {
          case FORM -> true;
          case COMMAND -> SlashCommands.isPublic(event.what());
          case BUTTON ->
              ButtonId.parse(event.what()).filter(id -> id.action().mayOrder()).isPresent();
          case MESSAGE -> false;
        };
    if (orders && !event.missing().isEmpty()) {
      return replyMissingPermissions(event);
    }
    return switch (event.kind()) {
      case COMMAND -> handleCommand(event, sender(event));
      case BUTTON -> handleButton(event);
      case FORM -> handleModal(event, sender(event));
      case MESSAGE -> messageHandler.answer(event, sender(event));
    };
  }

  private Answer handleCommand(InboundEvent event, Sender sender) {
    Optional<Command> command = Command.ofWord(event.what());
    if (command.isEmpty()) {
      return reply(event, "discord.unknown-command");
    }
    Optional<CommandInput.Source> source = source(event);
    if (source.isEmpty()) {
      return reply(event, "discord.no-such-video");
    }
    return withPictures(
        event,
        event.pictures(),
        pictures ->
            conversation.run(
                sender,
                command.get(),
                new CommandInput(requestInput(event, pictures), source.get(), event.options())));
  }

  /** The video that was named; empty if no video can be meant by it. */
  private Optional<CommandInput.Source> source(InboundEvent event) {
    if (event.targetMessage() != null) {
      return Optional.of(CommandInput.Source.of(event.targetMessage()));
    }
    String typed = event.options().getOrDefault(Command.Field.SOURCE.word(), "");
    if (typed.isBlank()) {
      return Optional.of(new CommandInput.Source.Newest());
    }
    String id = typed.strip().replace("#", "").toUpperCase(Locale.ROOT);
    return TaskId.isValid(id)
        ? Optional.of(new CommandInput.Source.OfTask(new TaskId(id)))
        : MessageLink.parse(
                typed,
                event.address(),
                (channel, message) ->
                    channels.messageRef(channel, message, event.where().server(), event.who().id()))
            .map(CommandInput.Source.OnMessage::new);
  }

  private Answer handleButton(InboundEvent event) {
    ButtonId button = ButtonId.parse(event.what()).orElse(null);
    MessageRef messageRef = event.targetMessage();
    if (button == null || messageRef == null) {
      return reply(event, "discord.stale-button");
    }
    if (event.ack() == Ack.EDIT
        && TaskId.isValid(button.target())
        && !DiscordResponder.isOnQuestion(button.action())) {
      event.interactionToken().ifPresent(t -> tokens.renew(new TaskId(button.target()), t));
    }
    return conversation.press(sender(event), button, event.origin(), messageRef, null);
  }

  private Answer handleModal(InboundEvent event, Sender sender) {
    return Modals.ModalId.parse(event.what())
        .map(id -> handleModal(event, sender, id))
        .orElseGet(() -> reply(event, "discord.stale-button"));
  }

  private Answer handleModal(InboundEvent event, Sender sender, Modals.ModalId id) {
    return switch (id.type()) {
      case REMIX_TASK ->
          run(
              event,
              sender,
              Command.REMIX,
              new CommandInput.Source.OfTask(new TaskId(id.target())));
      case CONTINUE_TASK ->
          run(
              event,
              sender,
              Command.CONTINUE,
              new CommandInput.Source.OfTask(new TaskId(id.target())));
      case REMIX_MESSAGE ->
          run(event, sender, Command.REMIX, CommandInput.Source.of(event.targetMessage()));
      case EDIT, EDIT_CARD ->
          conversation.press(
              sender,
              new ButtonId(ButtonAction.EDIT, id.target()),
              event.origin(),
              Objects.requireNonNullElseGet(
                  event.targetMessage(), () -> DiscordIds.messageRef(event.address(), event.id())),
              event.options().getOrDefault(Command.Field.PROMPT.word(), ""));
      case ANIMATE_MESSAGE ->
          event.picture() == null
              ? reply(event, "discord.picture-forgotten")
              : withPictures(
                  event,
                  event.pictures(),
                  p ->
                      conversation.run(
                          sender, Command.VIDEO, CommandInput.of(requestInput(event, p))));
    };
  }

  private Answer run(
      InboundEvent event, Sender sender, Command command, CommandInput.Source source) {
    return conversation.run(
        sender, command, CommandInput.remix(requestInput(event, List.of()), source));
  }

  Answer withPictures(
      InboundEvent event,
      List<AttachedFile> attachedFiles,
      Function<List<ReferenceImage>, Answer> next) {
    List<ReferenceImage> images = new ArrayList<>();
    for (AttachedFile attachedFile : attachedFiles) {
      switch (downloader.download(attachedFile)) {
        case AttachmentDownloader.ImageResult.Stored(ReferenceImage image) -> images.add(image);
        case AttachmentDownloader.ImageResult.Failed(String key) -> {
          return reply(event, key);
        }
      }
    }
    return next.apply(images);
  }

  private static RequestInput requestInput(InboundEvent event, List<ReferenceImage> images) {
    Map<String, String> options = event.options();
    return new RequestInput(
            event.origin(),
            options.getOrDefault(
                Command.Field.PROMPT.word(), options.getOrDefault(Command.Field.LINE.word(), "")),
            false,
            RequestOption.fromFields(options::get),
            images)
        .withLink(options.getOrDefault(Command.Field.PICTURE_LINK.word(), ""));
  }

  private static Sender sender(InboundEvent event) {
    return new Sender(
            event.person(),
            event.who().name(),
            event.address(),
            event.language(),
            Set.copyOf(event.who().roles()),
            event::moderator,
            event.where().direct())
        .withClient(event.who().guessed() ? null : event.language());
  }

  Answer reply(InboundEvent event, String key, Object... args) {
    return new Answer.Reply(Message.of(text(event, key, args)), true);
  }

  String text(InboundEvent event, String key, Object... args) {
    return texts.text(event.language(), key, args);
  }

  Answer replyMissingPermissions(InboundEvent event) {
    String names =
        event.missing().stream()
            .map(p -> texts.text(event.language(), "discord.right." + p))
            .collect(Collectors.joining(texts.text(event.language(), "list.comma")));
    return reply(event, "discord.missing", names);
  }
}
