package io.github.reelay.provider;

import org.jspecify.annotations.Nullable;

/** The result of a free probe of a provider's account. */
public sealed interface ProbeResult {
  /**
   * The key is taken.
   *
   * @param balance what is left, in the relay's own unit; null where it does not tell
   */
  record Usable(@Nullable String balance) implements ProbeResult {}

  /** 401 or 403. */
  record KeyRefused(String detail) implements ProbeResult {}

  /** 402, or a balance of nothing. */
  record NoBalance(String detail) implements ProbeResult {}

  /** No answer, or none of a relay: the base URL is wrong, or it is down. */
  record Unreachable(String detail) implements ProbeResult {}
}
