package io.github.reelay.discord;

import io.github.reelay.conversation.Wording;
import io.github.reelay.discord.Outcome.Failed;
import io.github.reelay.discord.Outcome.Trouble;
import io.github.reelay.task.MessageRef;
import io.github.reelay.task.Task;
import io.github.reelay.tracking.DeliveryAnswer;
import io.github.reelay.tracking.DeliveryOrder;
import io.github.reelay.tracking.ImageFitter;
import io.github.reelay.tracking.MediaLinks;
import io.github.reelay.tracking.ShowAnswer;
import io.github.reelay.tracking.StatusView;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import net.dv8tion.jda.api.entities.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a video fit: as it is, else shrunk, else as a link in the status message. What Discord
 * answers is the truth about its limit, whatever was believed before.
 */
final class Fitting {
  private static final Logger log = LoggerFactory.getLogger(Fitting.class);

  /** Limits Discord has had over the years, in MiB. */
  private static final long[] KNOWN = {100, 50, 25, 20, 10, 8};

  /** Room for the rest of the request. */
  private static final long MARGIN = 64 << 10;

  private static final int MOST_SHRINKS = 2;

  private final ImageFitter fitter;
  private final MediaLinks links;
  private final Duration linkLife;
  private final StatusMessages messages;
  private final Wording wording;
  private final InstantSource clock;

  Fitting(
      ImageFitter fitter,
      MediaLinks links,
      Duration linkLife,
      StatusMessages messages,
      Wording wording,
      InstantSource clock) {
    this.fitter = fitter;
    this.links = links;
    this.linkLife = linkLife;
    this.messages = messages;
    this.wording = wording;
    this.clock = clock;
  }

  /**
   * @param limit bytes believed to be allowed
   * @param post one try to post this file
   * @param otherwise what any trouble but the file's size means
   */
  DeliveryAnswer post(
      DeliveryOrder order,
      long limit,
      Function<Path, Outcome<Message>> post,
      Function<Failed<Message>, DeliveryAnswer> otherwise) {
    long bytes = order.video().bytes();
    long target = limit;
    if (bytes <= limit) {
      Outcome<Message> whole = post.apply(order.file());
      if (!isTooLarge(whole)) {
        return answer(order, whole, otherwise);
      }
      target = below(bytes);
    }
    for (int shrinks = 0; shrinks < MOST_SHRINKS; shrinks++) {
      Optional<Path> smaller = fitter.shrink(order.video(), target - MARGIN);
      if (smaller.isEmpty()) {
        break;
      }
      Outcome<Message> outcome = postAndDelete(smaller.get(), post);
      if (!isTooLarge(outcome)) {
        return answer(order, outcome, otherwise);
      }
      target = below(target);
    }
    return asLink(order)
        .orElseGet(() ->
            bytes <= limit
                ? otherwise.apply(new Failed<>(Trouble.TOO_LARGE, bytes + " bytes"))
                // Nothing is lost by asking: the limit may be higher than believed.
                : answer(order, post.apply(order.file()), otherwise));
  }

  private static boolean isTooLarge(Outcome<Message> outcome) {
    return outcome instanceof Failed<Message>(Trouble trouble, _) && trouble == Trouble.TOO_LARGE;
  }

  private static DeliveryAnswer answer(
      DeliveryOrder order,
      Outcome<Message> outcome,
      Function<Failed<Message>, DeliveryAnswer> otherwise) {
    return outcome.fold(
        done ->
            new DeliveryAnswer.Posted(
                new MessageRef(order.task().address().chat(), done.getId()), false),
        otherwise);
  }

  private static long below(long bytes) {
    for (long known : KNOWN) {
      if (known << 20 < bytes) {
        return known << 20;
      }
    }
    return bytes / 2;
  }

  private static Outcome<Message> postAndDelete(Path file, Function<Path, Outcome<Message>> post) {
    try {
      return post.apply(file);
    } finally {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        log.atWarn().log("a shrunk copy stays on the disk: {}", e.toString());
      }
    }
  }

  /** Empty when no public address is configured. */
  private Optional<DeliveryAnswer> asLink(DeliveryOrder order) {
    Task task = order.task();
    Optional<URI> link = links.link(order.video(), linkLife);
    if (link.isEmpty()) {
      return Optional.empty();
    }
    var words = wording.linkInstead(task, link.get(), clock.instant().plus(linkLife));
    return Optional.of(
        switch (messages.write(task, words, StatusView.Phase.DONE_AS_LINK)) {
          case ShowAnswer.Shown(MessageRef at) -> new DeliveryAnswer.Posted(at, true);
          case ShowAnswer.Later(Duration after) -> new DeliveryAnswer.Later(after, true);
          case ShowAnswer.Lost(var why) ->
              new DeliveryAnswer.Refused(io.github.reelay.task.Failure.of(why));
        });
  }
}
