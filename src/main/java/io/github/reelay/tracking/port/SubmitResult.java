package io.github.reelay.tracking.port;

import io.github.reelay.task.Failure;

/** The result of one POST of a request. Why so many: docs/decisions/0001. */
public sealed interface SubmitResult {
  /** The provider has it and will charge. */
  record Accepted(String remoteId) implements SubmitResult {}

  /**
   * Proven unaccepted: never sent, or a documented refusal that is about the provider, not the
   * request. Another POST may follow.
   *
   * @param tryNextProvider true: this provider will not take it, ask the next one; false: ask this
   *     one again after {@link Failure#retryAfter()}
   */
  record NotAccepted(Failure failure, boolean tryNextProvider) implements SubmitResult {}

  /** A documented refusal of the request itself; nobody else will be asked. */
  record Refused(Failure failure) implements SubmitResult {}

  /**
   * Anything else: it may have been accepted. Never ordered again.
   *
   * @param evidence one line for the operator, without secrets
   */
  record Unknown(String evidence) implements SubmitResult {}

  /**
   * It may have been accepted, and asking again by its key is of no use: the provider says that it
   * does not know, or must not be asked.
   *
   * @param evidence as in {@link Unknown}
   */
  record Indeterminate(String evidence) implements SubmitResult {}
}
