package io.github.reelay.provider.sandbox;

/** The result of an order. */
sealed interface OrderResult {
  record Accepted(Order order) implements OrderResult {}

  /** Taken, but its answer is to be lost. */
  record AcceptedWithoutReply() implements OrderResult {}

  record Busy() implements OrderResult {}

  record Refused(String why) implements OrderResult {}
}
