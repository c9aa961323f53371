package io.github.reelay.task;

/** The kind of a failure, as far as a person or an operator needs to tell one case from another. */
public enum FailureKind {
  /** The provider's content rules refused the prompt, the picture or the result. */
  CONTENT_REJECTED(Retry.NEVER),
  /** The provider says the request is wrong (a documented 400, 413 or 422). */
  INVALID_REQUEST(Retry.NEVER),
  /** The relay's account is empty (402). */
  PROVIDER_BALANCE(Retry.PERHAPS),
  /** The relay refuses our key (401, 403). */
  PROVIDER_AUTH(Retry.PERHAPS),
  /** The relay does not know the model (any more). */
  MODEL_RETIRED(Retry.NEVER),
  /** The relay has no channel for the model now, or does not let our key use it. */
  MODEL_UNAVAILABLE(Retry.PERHAPS),
  /** The relay asks to slow down (429, or a 503 that says so in JSON). */
  PROVIDER_BUSY(Retry.SOON),
  /** The relay takes no more from this account today, whatever money it has. */
  PROVIDER_QUOTA(Retry.PERHAPS),
  /** The relay could not be reached at all. */
  PROVIDER_UNREACHABLE(Retry.SOON),
  /** No enabled, healthy provider can do what was asked at the reserved price. */
  NO_PROVIDER(Retry.SOON),
  /** The provider says the generation failed. */
  GENERATION_FAILED(Retry.PERHAPS),
  /** The provider says the generation was cancelled. */
  GENERATION_CANCELLED(Retry.PERHAPS),
  /** The provider does not know the task any more. */
  LOST_BY_PROVIDER(Retry.PERHAPS),
  /** The provider says it is done but never gave a file. */
  NO_FILE(Retry.PERHAPS),
  /** The file's link died before we could fetch it. */
  LINK_DEAD(Retry.PERHAPS),
  /** What the provider gave is not a whole MP4. */
  BAD_FILE(Retry.PERHAPS),
  /** Nothing came until the model's hard deadline. */
  TIMED_OUT(Retry.PERHAPS),
  /** The picture cannot be used by this provider (no way to hand it over). */
  PICTURE_UNUSABLE(Retry.NEVER),
  /** The video that a remix was to start from was deleted. */
  SOURCE_GONE(Retry.NEVER),
  /** The chat cannot be written to any more: blocked, kicked, deleted. */
  CHAT_GONE(Retry.PERHAPS),
  /** The bot may not post there. */
  CHAT_FORBIDDEN(Retry.PERHAPS),
  /** The file is larger than the chat takes, and could not be shrunk or linked. */
  TOO_LARGE(Retry.PERHAPS),
  /** The file is larger than the operator has any fetched. */
  VIDEO_TOO_LARGE(Retry.PERHAPS),
  /** The platform's permission to answer there has ended; a fresh press of Fetch delivers. */
  TICKET_EXPIRED(Retry.PERHAPS),
  /** The program died several times while posting it. */
  STOPPED_PROGRAM(Retry.PERHAPS),
  /** The person cancelled while the provider was working: the result is kept, not posted. */
  KEPT_AFTER_CANCEL(Retry.PERHAPS),
  /** A person reported the posted video: it is hidden until the operator shows it again. */
  REPORTED(Retry.PERHAPS);

  /** What the same request would come to if it were made once more. */
  private enum Retry {
    /** It can be over in a while. */
    SOON,
    PERHAPS,
    /** It must end the same way. */
    NEVER
  }

  private final Retry retry;

  FailureKind(Retry retry) {
    this.retry = retry;
  }

  /** Whether nobody can take the request only for a while, so that it may wait. */
  public boolean isTransient() {
    return retry == Retry.SOON;
  }

  /** Whether the same request must end the same way, so that asking again is no help. */
  public boolean mustFailAgain() {
    return retry == Retry.NEVER;
  }

  /**
   * The key of this kind's sentence in the message bundles, e.g. {@code failure.content-rejected}.
   */
  public String messageKey() {
    return "failure." + EnumNames.kebabCase(this);
  }
}
