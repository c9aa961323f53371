package io.github.reelay.tracking.state;

import io.github.reelay.task.FailureKind;

/** The failures to take a request that can be over in a while. */
final class TransientFailures {
  private TransientFailures() {}

  static boolean isTransient(FailureKind kind) {
    return switch (kind) {
      case PROVIDER_BUSY, PROVIDER_UNREACHABLE, NO_PROVIDER -> true;
      case CONTENT_REJECTED,
          INVALID_REQUEST,
          PROVIDER_BALANCE,
          PROVIDER_AUTH,
          MODEL_RETIRED,
          MODEL_UNAVAILABLE,
          GENERATION_FAILED,
          GENERATION_CANCELLED,
          LOST_BY_PROVIDER,
          NO_FILE,
          LINK_DEAD,
          BAD_FILE,
          TIMED_OUT,
          PICTURE_UNUSABLE,
          SOURCE_GONE,
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
}
