package io.github.reelay.discord.outbound;

import io.github.reelay.chat.LinkMessages;
import io.github.reelay.discord.api.DiscordIds;
import io.github.reelay.discord.api.DiscordResult;
import io.github.reelay.discord.api.DiscordResult.DiscordError;
import io.github.reelay.discord.api.DiscordResult.Failed;
import io.github.reelay.task.Task;
import io.github.reelay.task.ref.MessageRef;
import io.github.reelay.tracking.port.DeliveryRequest;
import io.github.reelay.tracking.port.DeliveryResult;
import io.github.reelay.tracking.port.MediaConverter;
import io.github.reelay.tracking.port.StatusResult;
import io.github.reelay.tracking.port.StatusView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import net.dv8tion.jda.api.entities.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The fitting of a video to the upload limit: as it is, else shrunk, else as a link in the status
 * message. What Discord answers is the truth about its limit, whatever was believed before.
 */
public final class UploadSizeFitter {
  private static final Logger log = LoggerFactory.getLogger(UploadSizeFitter.class);

  /** Limits Discord has had over the years, in MiB. */
  private static final long[] KNOWN_LIMITS_MIB = {100, 50, 25, 20, 10, 8};

  /** Room for the rest of the request. */
  private static final long REQUEST_MARGIN_BYTES = 64 << 10;

  private static final int MAX_SHRINKS = 2;

  private final MediaConverter converter;
  private final LinkMessages links;
  private final DiscordStatusMessages statusMessages;

  public UploadSizeFitter(
      MediaConverter converter, LinkMessages links, DiscordStatusMessages statusMessages) {
    this.converter = converter;
    this.links = links;
    this.statusMessages = statusMessages;
  }

  /**
   * @param limit bytes believed to be allowed
   * @param post one try to post this file
   * @param onFailure what any trouble but the file's size means
   */
  DeliveryResult post(
      DeliveryRequest delivery,
      long limit,
      Function<Path, DiscordResult<Message>> post,
      Function<Failed<Message>, DeliveryResult> onFailure) {
    long bytes = delivery.video().bytes();
    long target = limit;
    if (bytes <= limit) {
      DiscordResult<Message> whole = post.apply(delivery.file());
      if (!isTooLarge(whole)) {
        return toDeliveryResult(delivery, false, whole, onFailure);
      }
      target = nextLowerLimit(bytes);
    }
    for (int shrinks = 0; shrinks < MAX_SHRINKS && !delivery.asItIs(); shrinks++) {
      Optional<Path> smaller = converter.shrink(delivery.video(), target - REQUEST_MARGIN_BYTES);
      if (smaller.isEmpty()) {
        break;
      }
      DiscordResult<Message> result = postAndDelete(smaller.get(), post);
      if (!isTooLarge(result)) {
        return toDeliveryResult(delivery, true, result, onFailure);
      }
      target = nextLowerLimit(target);
    }
    return deliverAsLink(delivery)
        .orElseGet(() ->
            bytes <= limit
                ? onFailure.apply(new Failed<>(DiscordError.TOO_LARGE, bytes + " bytes"))
                // Nothing is lost by asking: the limit may be higher than believed.
                : toDeliveryResult(delivery, false, post.apply(delivery.file()), onFailure));
  }

  private static boolean isTooLarge(DiscordResult<Message> result) {
    return result instanceof Failed<Message>(DiscordError error, _)
        && error == DiscordError.TOO_LARGE;
  }

  private static DeliveryResult toDeliveryResult(
      DeliveryRequest delivery,
      boolean asCopy,
      DiscordResult<Message> result,
      Function<Failed<Message>, DeliveryResult> onFailure) {
    return result.fold(
        done ->
            DeliveryResult.Posted.file(
                DiscordIds.messageRef(delivery.task().address(), done.getId()), asCopy),
        onFailure);
  }

  private static long nextLowerLimit(long bytes) {
    for (long known : KNOWN_LIMITS_MIB) {
      if (known << 20 < bytes) {
        return known << 20;
      }
    }
    return bytes / 2;
  }

  private static DiscordResult<Message> postAndDelete(
      Path file, Function<Path, DiscordResult<Message>> post) {
    try {
      return post.apply(file);
    } finally {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        log.atWarn().log("A shrunk copy stays on the disk: {}", e.toString());
      }
    }
  }

  /** Empty when no public address is configured. */
  private Optional<DeliveryResult> deliverAsLink(DeliveryRequest delivery) {
    Task task = delivery.task();
    return links
        .newMessage(task, delivery.video())
        .map(content ->
            switch (statusMessages.write(task, content, StatusView.Phase.DONE_AS_LINK)) {
              case StatusResult.Shown(MessageRef messageRef) ->
                  DeliveryResult.Posted.link(messageRef);
              case StatusResult.RetryLater(Duration after) ->
                  new DeliveryResult.RetryLater(after, true);
              case StatusResult.Lost(var kind) ->
                  new DeliveryResult.Refused(io.github.reelay.task.Failure.of(kind));
            });
  }
}
