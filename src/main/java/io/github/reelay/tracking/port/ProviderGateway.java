package io.github.reelay.tracking.port;

import io.github.reelay.task.Offer;
import io.github.reelay.task.RemoteFile;
import io.github.reelay.task.Task;
import io.github.reelay.task.VideoRequest;
import java.nio.file.Path;
import java.util.List;
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
   */
  SubmitResult submit(Task task, @Nullable Task source);

  /** Asks how a task is. Free, may be repeated. */
  PollResult poll(Task task, String remoteId);

  /**
   * Streams the finished file into {@code into}, replacing what is there. Free, may be repeated.
   */
  FetchResult fetch(Task task, String remoteId, RemoteFile file, Path into);
}
