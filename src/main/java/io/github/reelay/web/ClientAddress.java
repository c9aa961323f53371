package io.github.reelay.web;

import io.github.reelay.http.CidrBlock;
import io.javalin.http.Context;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The address a request comes from: the connection's, or, where that is one of our own reverse
 * proxies, the last one in {@code X-Forwarded-For} that is not. Everything further left can be
 * invented by the visitor. Immutable, thread-safe.
 */
final class ClientAddress {
  private final List<CidrBlock> trustedProxies;

  ClientAddress(List<CidrBlock> trustedProxies) {
    this.trustedProxies = List.copyOf(trustedProxies);
  }

  InetAddress of(Context ctx) {
    InetAddress address = InetAddress.ofLiteral(ctx.ip());
    List<String> hops =
        Collections.list(ctx.req().getHeaders("X-Forwarded-For")).stream()
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
