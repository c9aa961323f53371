package io.github.reelay.ops;

import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;

/**
 * A log encoder: one JSON object a line, masked as a whole (a mask holds nothing that JSON would
 * escape).
 */
public final class MaskingJsonEncoder extends JsonEncoder {
  /** Messages with their blanks filled in, instead of the pattern beside its arguments. */
  public MaskingJsonEncoder() {
    setWithFormattedMessage(true);
    setWithMessage(false);
    setWithArguments(false);
  }

  @Override
  public byte[] encode(ILoggingEvent event) {
    return SecretMask.mask(super.encode(event));
  }
}
