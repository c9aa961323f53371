package io.github.reelay.provider;

import io.github.reelay.provider.dialect.HttpReply;
import io.github.reelay.task.Failure;
import io.github.reelay.task.FailureKind;
import io.github.reelay.tracking.port.PollResult;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The free probe of a provider's key: asks for a task that cannot exist, then the balance. */
final class ProbeCall {
  private ProbeCall() {}

  static ProbeResult probe(ProviderClient provider) {
    HttpReply reply;
    try {
      reply = provider.get(provider.dialect().unknownTaskPath());
    } catch (IOException | IllegalArgumentException unreachable) {
      return new ProbeResult.Unreachable(provider.redact(String.valueOf(unreachable)));
    }
    String said =
        "HTTP "
            + reply.status()
            + (reply.json().isObject() ? "" : ", " + provider.redact(reply.foreignBody()));
    return switch (reply.status()) {
      case 401, 402, 403 ->
          reply.denial() == FailureKind.PROVIDER_BALANCE
              ? new ProbeResult.NoBalance(said)
              : new ProbeResult.KeyRefused(said);
      // APIMart's answer for an unknown task is 400, the others' 404; both are JSON.
      case 200, 400, 404, 422 ->
          reply.json().isObject()
              ? checkAnswer(provider, reply, said)
              : new ProbeResult.Unreachable(said + ": is the base URL right?");
      default -> new ProbeResult.Unreachable(said);
    };
  }

  /** Some relays refuse a key by a 400, or within a 200. */
  private static ProbeResult checkAnswer(ProviderClient provider, HttpReply reply, String said) {
    return provider.dialect().parsePollReply(reply, Duration.ZERO, Instant.EPOCH, Duration.ZERO)
            instanceof PollResult.AccountBlocked(Failure failure)
        ? failure.kind() == FailureKind.PROVIDER_BALANCE
            ? new ProbeResult.NoBalance(said)
            : new ProbeResult.KeyRefused(said)
        : checkBalance(provider);
  }

  private static ProbeResult checkBalance(ProviderClient provider) {
    Optional<AccountBalance> balance = balance(provider);
    return balance.isPresent() && balance.get().isEmpty()
        ? new ProbeResult.NoBalance("nothing is left on the account")
        : new ProbeResult.Usable(balance.map(AccountBalance::text).orElse(null));
  }

  static Optional<AccountBalance> balance(ProviderClient provider) {
    String path = provider.endpoints().balancePath();
    if (path == null) {
      return Optional.empty();
    }
    try {
      return AccountBalance.parse(provider.get(path).json());
    } catch (IOException unreachable) {
      return Optional.empty();
    }
  }
}
