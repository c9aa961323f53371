package io.github.reelay.tracking.port;

import io.github.reelay.task.KeyedPost;
import io.github.reelay.task.Offer;
import io.github.reelay.task.RemoteFile;
import io.github.reelay.task.Task;
import io.github.reelay.task.VideoRequest;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The gateway to the providers: chooses who makes a request, submits it once, follows it, fetches
 * the file.
 *
 * <p>Calls block (they run on virtual threads) and end by themselves within their time-outs. What a
 * relay can cause is an answer, never an exception.
 */
public interface ProviderGateway {
  /**
   * Offers for a request in the order they are to be tried: enabled, healthy, able providers. Empty
   * when none can do it now. Every open choice of the request is made in an offer by that model's
   * defaults.
   *
   * @param source the task a remix starts from, else null
   */
  List<Offer> offers(VideoRequest request, @Nullable Task source);

  /**
   * The one paid POST. SUBMITTING must have been committed before the call.
   *
   * @param source the task a remix starts from, else null
   * @param beforePost is given what is about to be sent, if it may be repeated
   */
  SubmitResult submit(Task task, @Nullable Task source, Consumer<KeyedPost> beforePost);

  /** Asks for a lost answer by the same POST: to the provider it is the same order. */
  SubmitResult repeat(Task task, KeyedPost post);

  /** When a provider lets a task be asked about again; long past if at any time. */
  default Instant earliestPoll(Task task) {
    return Instant.MIN;
  }

  /** Asks how a task is, and stops one there that nobody wants. Free, may be repeated. */
  PollResult poll(Task task, String remoteId);

  /** Streams the finished file into {@code into}. Free, may be repeated. */
  FetchResult fetch(Task task, String remoteId, RemoteFile file, GrowingFile into);
}
