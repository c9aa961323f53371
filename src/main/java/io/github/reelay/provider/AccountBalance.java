package io.github.reelay.provider;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * The balance of a relay's account, in the relay's own unit (APIMart: the account's setting).
 *
 * @param unlimited the account has no limit; the amount then says nothing
 */
record AccountBalance(BigDecimal remaining, boolean unlimited) {

  /** Reads APIMart's answer; a failure there is a 200 with {@code success: false}. */
  static Optional<AccountBalance> parse(JsonNode json) {
    JsonNode at = json.path("data").isObject() ? json.path("data") : json;
    if (!json.path("success").asBoolean(true) || !isAmount(at.path("remain_balance"))) {
      return Optional.empty();
    }
    BigDecimal remaining = at.path("remain_balance").decimalValue();
    return Optional.of(
        new AccountBalance(
            remaining,
            // -1 is how APIMart says unlimited.
            at.path("unlimited_quota").asBoolean(false)
                || remaining.compareTo(BigDecimal.ONE.negate()) == 0));
  }

  /** A number in JSON may be larger than any amount: 1e999. */
  private static boolean isAmount(JsonNode node) {
    return node.isNumber() && Double.isFinite(node.asDouble());
  }

  boolean isEmpty() {
    return !unlimited && remaining.signum() <= 0;
  }

  /** The amount as the relay tells it. */
  String text() {
    return unlimited ? "unlimited" : remaining.toPlainString();
  }
}
