package io.github.reelay.web;

import io.github.reelay.security.HmacSigner;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The stamp that an instance puts on a request which it hands on to the one that works: where the
 * request really comes from. It is signed with a key that only the instances have and good for a
 * moment, so whoever reaches a port cannot make one. Immutable, thread-safe.
 */
public final class ForwardStamp {
  public static final String HEADER = "Reelay-Forwarded";

  private static final String PURPOSE = "forwarded";

  /** Longer than a request waits to be sent, and than a clock is wrong that asks the database's. */
  static final Duration TTL = Duration.ofSeconds(30);

  private final HmacSigner signer;
  private final InstantSource clock;

  /**
   * @param clock one that all instances agree on
   */
  public ForwardStamp(HmacSigner signer, InstantSource clock) {
    this.signer = signer;
    this.clock = clock;
  }

  /** The header's value for a client. */
  public String of(InetAddress client) {
    String text = client.getHostAddress() + " " + clock.instant().plus(TTL).toEpochMilli();
    return text + " " + signer.sign(PURPOSE, text);
  }

  /** Where a request comes from that another instance has handed on; empty for all others. */
  public Optional<InetAddress> read(HttpServletRequest request) {
    List<String> stamps = Collections.list(request.getHeaders(HEADER));
    return stamps.size() == 1 ? read(stamps.getFirst()) : Optional.empty();
  }

  private Optional<InetAddress> read(String stamp) {
    int end = stamp.lastIndexOf(' ');
    int middle = stamp.indexOf(' ');
    if (middle <= 0
        || middle == end
        || !signer.verify(PURPOSE, stamp.substring(0, end), stamp.substring(end + 1))) {
      return Optional.empty();
    }
    // What is signed is of the form that is written above.
    Instant until = Instant.ofEpochMilli(Long.parseLong(stamp.substring(middle + 1, end)));
    return clock.instant().isBefore(until)
        ? Optional.of(InetAddress.ofLiteral(stamp.substring(0, middle)))
        : Optional.empty();
  }
}
