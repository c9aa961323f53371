package io.github.reelay.discord.inbound;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.reelay.conversation.EventInbox;
import io.github.reelay.discord.api.DiscordIds;
import io.github.reelay.discord.api.InteractionToken;
import io.github.reelay.task.ref.Destination;
import io.github.reelay.task.ref.MessageRef;
import io.github.reelay.task.ref.PersonRef;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An inbound event: what a person did, with all that is needed to handle it, also after a restart;
 * this is what stands in the {@link EventInbox}. Ids only, no entities.
 *
 * @param id the interaction's or message's id
 * @param ack how it was acknowledged; {@link Ack#NONE} for a message
 * @param what the command's name, the button's or form's id; empty for a message
 * @param options a command's options or a form's fields, as text
 * @param said what a message says; null for all else
 * @param picture a picture that came along
 * @param on the message a button is on, a command is about, or a message replies to
 * @param moderator may manage this server (for {@code /admin}) or, for buttons, its messages
 * @param missing permissions the bot lacks there, by Discord's names
 * @param morePictures those beside the first
 */
public record InboundEvent(
    Kind kind,
    String id,
    long at,
    Ack ack,
    @Nullable String ticket,
    Author who,
    Location where,
    String what,
    Map<String, String> options,
    @Nullable MessageContent said,
    @Nullable AttachedFile picture,
    @Nullable String on,
    boolean moderator,
    List<String> missing,
    List<AttachedFile> morePictures) {
  public InboundEvent {
    // Events of before there could be several have none.
    morePictures = morePictures == null ? List.of() : List.copyOf(morePictures);
  }

  /** An event with one picture at most. */
  public InboundEvent(
      Kind kind,
      String id,
      long at,
      Ack ack,
      @Nullable String ticket,
      Author who,
      Location where,
      String what,
      Map<String, String> options,
      @Nullable MessageContent said,
      @Nullable AttachedFile picture,
      @Nullable String on,
      boolean moderator,
      List<String> missing) {
    this(
        kind, id, at, ack, ticket, who, where, what, options, said, picture, on, moderator, missing,
        List.of());
  }

  /** The same with all pictures that came along. */
  InboundEvent withPictures(List<AttachedFile> all) {
    return new InboundEvent(
        kind,
        id,
        at,
        ack,
        ticket,
        who,
        where,
        what,
        options,
        said,
        all.isEmpty() ? null : all.getFirst(),
        on,
        moderator,
        missing,
        all.stream().skip(1).toList());
  }

  /** All pictures that came along. */
  List<AttachedFile> pictures() {
    return Stream.concat(Stream.ofNullable(picture), morePictures.stream()).toList();
  }

  private static final ObjectMapper JSON = new ObjectMapper();

  public enum Kind {
    COMMAND,
    BUTTON,
    FORM,
    MESSAGE
  }

  /** How an event was acknowledged, which says what {@code @original} is. */
  public enum Ack {
    /** A message: there is nothing to acknowledge. */
    NONE,
    /** "Thinking…", for all to see. */
    REPLY,
    /** "Thinking…", for the person only. */
    PRIVATE_REPLY,
    /** The message the button is on stays as it is. */
    EDIT
  }

  /**
   * @param language of the person's client
   * @param guessed nothing has told that language yet: it is the server's
   */
  public record Author(
      String id, String name, String language, List<String> roles, boolean guessed) {
    /** Somebody whose client tells its language. */
    public Author(String id, String name, String language, List<String> roles) {
      this(id, name, language, roles, false);
    }

    Author guessing(boolean isGuessed) {
      return new Author(id, name, language, roles, isGuessed);
    }
  }

  /**
   * @param channel where it is read: a channel, a thread or a forum post
   * @param server the guild, if any
   * @param direct the person's own chat with the bot
   * @param parent the channel that a thread or forum post is in
   */
  public record Location(
      String channel, @Nullable String server, boolean direct, @Nullable String parent) {
    public Location(String channel, @Nullable String server) {
      this(channel, server, false, null);
    }
  }

  /**
   * @param text without the mention of the bot; empty where Discord does not show it to us
   * @param direct in the person's direct chat with the bot
   * @param mentioned the bot is mentioned, by name or by a reply with ping
   * @param toUs it replies to a message of the bot
   * @param theirs a picture of the message it replies to, where Discord shows it to us
   */
  public record MessageContent(
      String text,
      boolean direct,
      boolean mentioned,
      boolean toUs,
      @Nullable AttachedFile theirs) {}

  record AttachedFile(String url, String name, long bytes) {}

  PersonRef person() {
    return new PersonRef(DiscordIds.PLATFORM, who.id());
  }

  /** Where answers and results go. */
  Destination address() {
    Destination place = DiscordIds.destination(where.channel(), where.parent(), where.server());
    return new Destination(
        place.chat(), place.server(), place.thread(), kind == Kind.MESSAGE ? id : null, ticket);
  }

  Locale language() {
    return Locale.forLanguageTag(who.language());
  }

  @Nullable MessageRef targetMessage() {
    return on == null ? null : DiscordIds.messageRef(address(), on);
  }

  /** Unique for ever, the same when Discord tells of it again. */
  String origin() {
    return DiscordIds.PLATFORM + ":" + (kind == Kind.MESSAGE ? "message:" : "interaction:") + id;
  }

  Optional<InteractionToken> interactionToken() {
    return InteractionToken.parse(ticket);
  }

  public EventInbox.Event toInboxEvent() {
    try {
      return new EventInbox.Event(
          DiscordIds.PLATFORM, id, JSON.writeValueAsString(this), Instant.ofEpochMilli(at));
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** Empty when another version of the program wrote it. */
  static Optional<InboundEvent> fromInboxEvent(EventInbox.Event event) {
    try {
      return Optional.of(JSON.readValue(event.payload(), InboundEvent.class));
    } catch (JsonProcessingException unreadable) {
      return Optional.empty();
    }
  }

  /** Leaves the ticket out. */
  @Override
  public String toString() {
    return kind + " " + what + " " + id;
  }
}
