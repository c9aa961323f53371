package io.github.reelay.discord.outbound;

import io.github.reelay.discord.api.ApiCalls;
import io.github.reelay.discord.api.ChannelLookup;
import io.github.reelay.discord.api.ChannelLookup.LookupResult;
import io.github.reelay.discord.api.DiscordIds;
import io.github.reelay.discord.api.DiscordResult;
import io.github.reelay.discord.api.DiscordResult.DiscordError;
import io.github.reelay.discord.api.InteractionToken;
import io.github.reelay.discord.api.InteractionToken.BotAccess;
import io.github.reelay.discord.api.InteractionTokens;
import io.github.reelay.task.Failure;
import io.github.reelay.task.FailureKind;
import io.github.reelay.task.Task;
import io.github.reelay.task.Video;
import io.github.reelay.tracking.port.DeliveryRequest;
import io.github.reelay.tracking.port.DeliveryResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.dv8tion.jda.api.entities.channel.middleman.MessageChannel;
import net.dv8tion.jda.api.interactions.InteractionHook;
import net.dv8tion.jda.api.utils.FileUpload;
import net.dv8tion.jda.api.utils.messages.MessageCreateBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The delivery of finished videos, each once: as an ordinary message, which people can reply to;
 * where the bot is no member, in the place of the interaction's response.
 */
public final class DiscordVideoDelivery {
  private static final Logger log = LoggerFactory.getLogger(DiscordVideoDelivery.class);

  private static final Duration RETRY_DELAY = Duration.ofSeconds(3);

  /** Only what is edited waits for a closed thread, and no longer than its token lives. */
  private static final Duration CLOSED_RETRY_DELAY = Duration.ofMinutes(1);

  private final ChannelLookup channels;
  private final InteractionTokens tokens;
  private final DiscordStatusMessages statusMessages;
  private final UploadLimits uploadLimits;
  private final UploadSizeFitter fileFitter;
  private final DeliveredCaptions captions;
  private final InstantSource clock;
  private final AutoModRetry autoMod;
  private final boolean spoiler;

  public DiscordVideoDelivery(
      ChannelLookup channels,
      InteractionTokens tokens,
      DiscordStatusMessages statusMessages,
      UploadLimits uploadLimits,
      UploadSizeFitter fileFitter,
      DeliveredCaptions captions,
      InstantSource clock,
      AutoModRetry autoMod,
      boolean spoiler) {
    this.autoMod = autoMod;
    this.spoiler = spoiler;
    this.channels = channels;
    this.tokens = tokens;
    this.statusMessages = statusMessages;
    this.uploadLimits = uploadLimits;
    this.fileFitter = fileFitter;
    this.captions = captions;
    this.clock = clock;
  }

  DeliveryResult deliver(DeliveryRequest delivery) {
    Optional<InteractionToken> tokenOnly =
        tokens.latest(delivery.task()).filter(t -> t.access() == BotAccess.TOKEN_ONLY);
    return tokenOnly.isPresent()
        ? deliverByToken(delivery, tokenOnly.get())
        : deliverInChannel(delivery);
  }

  /** The limit that is believed; where the channel is not known, nothing is posted anyway. */
  long maxFileBytes(Task task) {
    Optional<InteractionToken> tokenOnly =
        tokens.latest(task).filter(t -> t.access() == BotAccess.TOKEN_ONLY);
    if (tokenOnly.isPresent()) {
      return uploadLimits.limitFor(tokenOnly.get());
    }
    return channels.find(task.address(), task.requester().person().id())
            instanceof LookupResult.Found(var _, var guild)
        ? uploadLimits.limitFor(guild)
        : Long.MAX_VALUE;
  }

  private DeliveryResult deliverByToken(DeliveryRequest delivery, InteractionToken token) {
    if (!token.isAlive(clock.instant())) {
      return refused(delivery, FailureKind.TICKET_EXPIRED, "the token has ended");
    }
    Optional<InteractionHook> hook = statusMessages.hook(token);
    if (hook.isEmpty()) {
      return new DeliveryResult.RetryLater(RETRY_DELAY, true);
    }
    tokens.reserveForVideo(token);
    Task task = delivery.task();
    // Editing twice leaves one video, so there is nothing to look for first.
    return fileFitter.post(
        delivery,
        uploadLimits.limitFor(token),
        file ->
            autoMod.say(
                task.id().value(),
                captions
                    .texts()
                    .caption(task, isCopy(delivery, file), DeliveredCaptions.MAX_CONTENT_LENGTH),
                words ->
                    ApiCalls.execute(() ->
                        hook.get()
                            .editOriginal(
                                MessageBodies.edit(
                                    Components.video(words, upload(task, file), spoiler),
                                    List.of(task.requester().person().id()))))),
        failed -> toDeliveryResult(delivery, failed));
  }

  private DeliveryResult deliverInChannel(DeliveryRequest delivery) {
    Task task = delivery.task();
    return switch (channels.find(task.address(), task.requester().person().id())) {
      case LookupResult.Unavailable() -> new DeliveryResult.RetryLater(RETRY_DELAY, true);
      case LookupResult.Gone() -> refused(delivery, FailureKind.CHAT_GONE, "the channel is gone");
      case LookupResult.Found(MessageChannel channel, var guild) ->
          delivery.possiblyPosted()
              ? deliverUnlessPosted(delivery, channel, uploadLimits.limitFor(guild))
              : deliverInChannel(delivery, channel, uploadLimits.limitFor(guild));
    };
  }

  /** An earlier try may have posted it. */
  private DeliveryResult deliverUnlessPosted(
      DeliveryRequest delivery, MessageChannel channel, long limit) {
    return switch (new PostedVideoSearch(channel, delivery.task()).find()) {
      case DiscordResult.Done<Optional<String>>(Optional<String> found) when found.isPresent() -> {
        log.atDebug()
            .addKeyValue("task", delivery.task().id())
            .log("The video was posted before, it is not posted again");
        yield DeliveryResult.Posted.found(
            DiscordIds.messageRef(delivery.task().address(), found.get()));
      }
      case DiscordResult.Done<Optional<String>> _ -> deliverInChannel(delivery, channel, limit);
      // Without the right to look only the nonce is left, which Discord remembers for minutes.
      case DiscordResult.Failed<Optional<String>>(DiscordError error, _)
          when error == DiscordError.FORBIDDEN ->
          deliverInChannel(delivery, channel, limit);
      case DiscordResult.Failed<Optional<String>> failed -> toDeliveryResult(delivery, failed);
    };
  }

  private DeliveryResult deliverInChannel(
      DeliveryRequest delivery, MessageChannel channel, long limit) {
    Task task = delivery.task();
    String person = task.requester().person().id();
    return fileFitter.post(
        delivery,
        limit,
        file ->
            autoMod.say(
                task.id().value(),
                captions.of(task, isCopy(delivery, file)),
                words ->
                    ApiCalls.execute(() ->
                        channel
                            .sendMessage(
                                new MessageCreateBuilder()
                                    .setContent(DeliveredCaptions.content(task, words))
                                    .setComponents(Components.buttonRows(words))
                                    .setFiles(upload(task, file))
                                    .setAllowedMentions(Set.of())
                                    .mentionUsers(person)
                                    .build())
                            .setNonce(task.id().value()))),
        failed ->
            // A message reopens a closed thread, unless it is locked: that is no matter of time.
            failed.error() == DiscordError.THREAD_CLOSED
                ? refused(delivery, FailureKind.CHAT_FORBIDDEN, failed.detail())
                : toDeliveryResult(delivery, failed));
  }

  private static boolean isCopy(DeliveryRequest delivery, Path file) {
    return !file.equals(delivery.file());
  }

  /** Streamed: opened anew for each attempt, never held in memory. */
  private FileUpload upload(Task task, Path file) {
    return FileUpload.fromStreamSupplier(
            DiscordIds.videoFileName(task.id()) + Video.ending(file.toString()),
            () -> openStream(file))
        .asSpoiler(spoiler);
  }

  private static InputStream openStream(Path file) {
    try {
      return Files.newInputStream(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static DeliveryResult toDeliveryResult(
      DeliveryRequest delivery, DiscordResult.Failed<?> failed) {
    return switch (failed.error()) {
      case UNCLEAR -> new DeliveryResult.RetryLater(RETRY_DELAY, false);
      case THREAD_CLOSED -> new DeliveryResult.RetryLater(CLOSED_RETRY_DELAY, true);
      case NOT_SENT -> new DeliveryResult.RetryLater(RETRY_DELAY, true);
      case TOKEN_EXPIRED, MESSAGE_GONE ->
          refused(delivery, FailureKind.TICKET_EXPIRED, failed.detail());
      case CHANNEL_GONE -> refused(delivery, FailureKind.CHAT_GONE, failed.detail());
      case TOO_LARGE -> refused(delivery, FailureKind.TOO_LARGE, failed.detail());
      case FORBIDDEN, REFUSED, WORDS_BLOCKED, TOO_OLD ->
          refused(delivery, FailureKind.CHAT_FORBIDDEN, failed.detail());
    };
  }

  private static DeliveryResult refused(DeliveryRequest delivery, FailureKind kind, String detail) {
    log.atWarn()
        .addKeyValue("task", delivery.task().id())
        .addKeyValue("chat", delivery.task().address().chat())
        .log("The video cannot be posted, it is kept for Fetch: {}", detail);
    return new DeliveryResult.Refused(Failure.of(kind, detail));
  }
}
