package io.github.reelay.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/**
 * A socket factory that checks the address it really connects to. A check of the name or by a
 * {@code Dns} is too early: literals skip it, and a name can resolve differently the second time.
 * Through a proxy it is that address, not the name, that the proxy is asked for.
 */
final class GuardedSocketFactory extends ConnectingSocketFactory {
  GuardedSocketFactory(boolean allowPrivate, OutboundProxy proxy) {
    super(() -> new GuardedSocket(allowPrivate, proxy));
  }

  /** Nothing was sent, not even a SYN. */
  static final class BlockedAddressException extends IOException {
    private static final long serialVersionUID = 1;

    BlockedAddressException(String address) {
      super("will not connect to " + address);
    }

    /** Finds the block behind what OkHttp throws (it tries several addresses of one name). */
    static boolean isCauseOf(Throwable thrown) {
      for (Throwable t = thrown; t != null; t = t.getCause()) {
        if (t instanceof BlockedAddressException) {
          return true;
        }
        for (Throwable also : t.getSuppressed()) {
          if (isCauseOf(also)) {
            return true;
          }
        }
      }
      return false;
    }
  }

  private static final class GuardedSocket extends ProxiedSocket {
    private final boolean allowPrivate;
    private final OutboundProxy proxy;

    GuardedSocket(boolean allowPrivate, OutboundProxy proxy) {
      super(proxy, false);
      this.allowPrivate = allowPrivate;
      this.proxy = proxy;
    }

    @Override
    public void connect(SocketAddress target, int timeout) throws IOException {
      checkAddress(target);
      super.connect(target, timeout);
    }

    private void checkAddress(SocketAddress target) throws IOException {
      InetAddress address =
          target instanceof InetSocketAddress internet ? internet.getAddress() : null;
      if (address == null) {
        throw new BlockedAddressException("not an internet address");
      }
      if (target instanceof InetSocketAddress internet
          && proxy.guards(address, internet.getHostString())) {
        return;
      }
      switch (AddressRange.of(address)) {
        case PUBLIC -> {}
        case PRIVATE -> {
          if (!allowPrivate) {
            throw new BlockedAddressException(address.getHostAddress());
          }
        }
        case FORBIDDEN -> throw new BlockedAddressException(address.getHostAddress());
      }
    }
  }
}
