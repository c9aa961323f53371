package io.github.reelay.ops;

import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;

/** A log encoder for text, with message, key values and stack trace masked. */
public final class MaskingTextEncoder extends PatternLayoutEncoder {
  @Override
  public byte[] encode(ILoggingEvent event) {
    return SecretMask.mask(super.encode(event));
  }
}
