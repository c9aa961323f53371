package io.github.reelay.web;

import io.github.reelay.http.CidrBlock;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The address a request comes from: the one that another instance vouches for, which has handed it
 * on; else the connection's, or, where that is one of our own reverse proxies, the last one in
 * {@code X-Forwarded-For} that is not. Everything further left can be invented by the visitor.
 * Immutable, thread-safe.
 */
public final class ClientAddress {
  private final List<CidrBlock> trustedProxies;
  private final @Nullable ForwardStamp stamp;

  /**
   * @param stamp null where there are no other instances
   */
  public ClientAddress(List<CidrBlock> trustedProxies, @Nullable ForwardStamp stamp) {
    this.trustedProxies = List.copyOf(trustedProxies);
    this.stamp = stamp;
  }

  public InetAddress of(HttpServletRequest request) {
    return stamp == null
        ? ofConnection(request)
        : stamp.read(request).orElseGet(() -> ofConnection(request));
  }

  private InetAddress ofConnection(HttpServletRequest request) {
    InetAddress address = InetAddress.ofLiteral(request.getRemoteAddr());
    List<String> hops =
        Collections.list(request.getHeaders("X-Forwarded-For")).stream()
            .flatMap(header -> Arrays.stream(header.split(",", -1)))
            .toList();
    for (String hop : hops.reversed()) {
      InetAddress next = isTrusted(address) ? parse(hop.strip()) : null;
      if (next == null) {
        return address;
      }
      address = next;
    }
    return address;
  }

  private boolean isTrusted(InetAddress address) {
    return trustedProxies.stream().anyMatch(block -> block.contains(address));
  }

  private static @Nullable InetAddress parse(String hop) {
    try {
      return InetAddress.ofLiteral(hop);
    } catch (IllegalArgumentException _) {
      return null; // "unknown", or with a port: the proxy's own address stands for it
    }
  }
}
