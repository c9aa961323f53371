package io.github.reelay.tracking.port;

import io.github.reelay.task.Failure;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The result of downloading a finished file. */
public sealed interface FetchResult {
  /** All bytes are in the given file; what they are is for the {@link MediaStore} to say. */
  record Fetched() implements FetchResult {}

  /** Cut, slow, refused for the moment: the same link again, later. */
  record RetryLater(Failure failure, @Nullable Duration retryAfter) implements FetchResult {}

  /** Our own disk did not take it, which says nothing about the link. */
  record NotStored(String detail) implements FetchResult {}

  /** The link is dead (403, 404, 410): ask the task for a fresh one. */
  record LinkDead(Failure failure) implements FetchResult {}

  /** Never to be fetched: the address is not allowed, the file too large. */
  record Refused(Failure failure) implements FetchResult {}
}
