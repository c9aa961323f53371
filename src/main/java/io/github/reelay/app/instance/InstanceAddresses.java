package io.github.reelay.app.instance;

import io.github.reelay.storage.instance.InstanceAddress;
import java.net.InetAddress;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where an instance is reached by the others, as far as it can know that by itself.
 *
 * @param set what the operator says
 * @param host what the web server listens on
 */
public record InstanceAddresses(@Nullable URI set, String host) {
  InstanceAddress at(int port) {
    if (set != null) {
      return new InstanceAddress.Known(set);
    }
    String name = host.replaceAll("^\\[|]$", "");
    InetAddress literal = parse(name);
    if (literal != null && literal.isAnyLocalAddress()) {
      return new InstanceAddress.SeenByDatabase(port);
    }
    String authority = name.contains(":") ? "[" + name + "]" : name;
    return new InstanceAddress.Known(URI.create("http://" + authority + ":" + port));
  }

  /** Whether an address leads to the machine that asks. */
  static boolean isLoopback(URI address) {
    String name = address.getHost().replaceAll("^\\[|]$", "");
    InetAddress literal = parse(name);
    return literal == null ? name.equals("localhost") : literal.isLoopbackAddress();
  }

  private static @Nullable InetAddress parse(String name) {
    try {
      return InetAddress.ofLiteral(name);
    } catch (IllegalArgumentException _) {
      return null; // a name
    }
  }
}
