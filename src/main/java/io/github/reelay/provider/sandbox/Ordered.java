package io.github.reelay.provider.sandbox;

/** What came of an order that asked for a film. */
sealed interface Ordered {
  record Taken(Order order) implements Ordered {}

  /** Taken, but its answer is to be lost. */
  record TakenUnanswered() implements Ordered {}

  record Busy() implements Ordered {}

  record Refused(String why) implements Ordered {}
}
