package io.github.reelay.ops;

import io.github.reelay.tracking.port.DeliveryResult;
import io.github.reelay.tracking.port.PollResult;
import io.github.reelay.tracking.port.StatusResult;
import io.github.reelay.tracking.port.SubmitResult;

/** The values of the metric tag {@code outcome}. */
final class OutcomeTags {
  private OutcomeTags() {}

  static String of(SubmitResult result) {
    return switch (result) {
      case SubmitResult.Accepted _ -> "accepted";
      case SubmitResult.NotAccepted _ -> "not-accepted";
      case SubmitResult.Refused _ -> "refused";
      case SubmitResult.Unknown _, SubmitResult.Indeterminate _ -> "unknown";
    };
  }

  static String of(PollResult result) {
    return switch (result) {
      case PollResult.Working _ -> "working";
      case PollResult.Done _ -> "done";
      case PollResult.DoneWithoutFile _ -> "done-without-file";
      case PollResult.Failed _ -> "failed";
      case PollResult.Missing _ -> "missing";
      case PollResult.Unclear _ -> "unclear";
      case PollResult.AccountBlocked _ -> "barred";
    };
  }

  static String of(StatusResult result) {
    return switch (result) {
      case StatusResult.Shown _ -> "shown";
      case StatusResult.RetryLater _ -> "later";
      case StatusResult.Lost _ -> "lost";
    };
  }

  static String of(DeliveryResult result) {
    return switch (result) {
      case DeliveryResult.Posted _ -> "posted";
      case DeliveryResult.RetryLater _ -> "later";
      case DeliveryResult.Refused _ -> "refused";
    };
  }
}
