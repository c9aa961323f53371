package io.github.reelay.task;

/** The kind of a failure, as far as a person or an operator needs to tell one case from another. */
public enum FailureKind {
  /** The provider's content rules refused the prompt, the picture or the result. */
  CONTENT_REJECTED,
  /** The provider says the request is wrong (a documented 400, 413 or 422). */
  INVALID_REQUEST,
  /** The relay's account is empty (402). */
  PROVIDER_BALANCE,
  /** The relay refuses our key (401, 403). */
  PROVIDER_AUTH,
  /** The relay does not know the model (any more). */
  MODEL_RETIRED,
  /** The relay has no channel for the model now, or does not let our key use it. */
  MODEL_UNAVAILABLE,
  /** The relay asks to slow down (429, or a 503 that says so in JSON). */
  PROVIDER_BUSY,
  /** The relay could not be reached at all. */
  PROVIDER_UNREACHABLE,
  /** No enabled, healthy provider can do what was asked at the reserved price. */
  NO_PROVIDER,
  /** The provider says the generation failed. */
  GENERATION_FAILED,
  /** The provider says the generation was cancelled. */
  GENERATION_CANCELLED,
  /** The provider does not know the task any more. */
  LOST_BY_PROVIDER,
  /** The provider says it is done but never gave a file. */
  NO_FILE,
  /** The file's link died before we could fetch it. */
  LINK_DEAD,
  /** What the provider gave is not a whole MP4. */
  BAD_FILE,
  /** Nothing came until the model's hard deadline. */
  TIMED_OUT,
  /** The picture cannot be used by this provider (no way to hand it over). */
  PICTURE_UNUSABLE,
  /** The video that a remix was to start from was deleted. */
  SOURCE_GONE,
  /** The chat cannot be written to any more: blocked, kicked, deleted. */
  CHAT_GONE,
  /** The bot may not post there. */
  CHAT_FORBIDDEN,
  /** The file is larger than the chat takes, and could not be shrunk or linked. */
  TOO_LARGE,
  /** The file is larger than the operator has any fetched. */
  VIDEO_TOO_LARGE,
  /** The platform's permission to answer there has ended; a fresh press of Fetch delivers. */
  TICKET_EXPIRED,
  /** The program died several times while posting it. */
  STOPPED_PROGRAM,
  /** The person cancelled while the provider was working: the result is kept, not posted. */
  KEPT_AFTER_CANCEL;

  /** Whether the same request must end the same way, so that asking again is no help. */
  public boolean mustFailAgain() {
    return switch (this) {
      case CONTENT_REJECTED, INVALID_REQUEST, MODEL_RETIRED, PICTURE_UNUSABLE, SOURCE_GONE -> true;
      case MODEL_UNAVAILABLE,
          PROVIDER_BALANCE,
          PROVIDER_AUTH,
          PROVIDER_BUSY,
          PROVIDER_UNREACHABLE,
          NO_PROVIDER,
          GENERATION_FAILED,
          GENERATION_CANCELLED,
          LOST_BY_PROVIDER,
          NO_FILE,
          LINK_DEAD,
          BAD_FILE,
          TIMED_OUT,
          CHAT_GONE,
          CHAT_FORBIDDEN,
          TOO_LARGE,
          VIDEO_TOO_LARGE,
          TICKET_EXPIRED,
          STOPPED_PROGRAM,
          KEPT_AFTER_CANCEL ->
          false;
    };
  }

  /**
   * The key of this kind's sentence in the message bundles, e.g. {@code failure.content-rejected}.
   */
  public String messageKey() {
    return "failure." + EnumNames.kebabCase(this);
  }
}
