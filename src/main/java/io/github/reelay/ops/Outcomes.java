package io.github.reelay.ops;

import io.github.reelay.tracking.DeliveryAnswer;
import io.github.reelay.tracking.PollAnswer;
import io.github.reelay.tracking.ShowAnswer;
import io.github.reelay.tracking.SubmitAnswer;

/** Answers as the words of the tag {@code outcome}. */
final class Outcomes {
  private Outcomes() {}

  static String of(SubmitAnswer answer) {
    return switch (answer) {
      case SubmitAnswer.Accepted _ -> "accepted";
      case SubmitAnswer.NotAccepted _ -> "not-accepted";
      case SubmitAnswer.Refused _ -> "refused";
      case SubmitAnswer.Unknown _ -> "unknown";
    };
  }

  static String of(PollAnswer answer) {
    return switch (answer) {
      case PollAnswer.Working _ -> "working";
      case PollAnswer.Done _ -> "done";
      case PollAnswer.DoneWithoutFile _ -> "done-without-file";
      case PollAnswer.Failed _ -> "failed";
      case PollAnswer.Missing _ -> "missing";
      case PollAnswer.Unclear _ -> "unclear";
      case PollAnswer.Barred _ -> "barred";
    };
  }

  static String of(ShowAnswer answer) {
    return switch (answer) {
      case ShowAnswer.Shown _ -> "shown";
      case ShowAnswer.Later _ -> "later";
      case ShowAnswer.Lost _ -> "lost";
    };
  }

  static String of(DeliveryAnswer answer) {
    return switch (answer) {
      case DeliveryAnswer.Posted _ -> "posted";
      case DeliveryAnswer.Later _ -> "later";
      case DeliveryAnswer.Refused _ -> "refused";
    };
  }
}
