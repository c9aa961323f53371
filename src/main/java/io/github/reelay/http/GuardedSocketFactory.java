package io.github.reelay.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import javax.net.SocketFactory;

/**
 * A socket factory that checks the address it really connects to. A check of the name or by a
 * {@code Dns} is too early: literals skip it, and a name can resolve differently the second time.
 */
final class GuardedSocketFactory extends SocketFactory {
  private final boolean allowPrivate;

  GuardedSocketFactory(boolean allowPrivate) {
    this.allowPrivate = allowPrivate;
  }

  @Override
  public Socket createSocket() {
    return new GuardedSocket();
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return openSocket(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress from, int fromPort)
      throws IOException {
    return openSocket(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return openSocket(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort)
      throws IOException {
    return openSocket(new InetSocketAddress(host, port));
  }

  private Socket openSocket(InetSocketAddress target) throws IOException {
    Socket socket = createSocket();
    socket.connect(target);
    return socket;
  }

  private void checkAddress(SocketAddress target) throws IOException {
    InetAddress address =
        target instanceof InetSocketAddress internet ? internet.getAddress() : null;
    if (address == null) {
      throw new BlockedAddressException("not an internet address");
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

  private final class GuardedSocket extends Socket {
    @Override
    public void connect(SocketAddress target) throws IOException {
      connect(target, 0);
    }

    @Override
    public void connect(SocketAddress target, int timeout) throws IOException {
      checkAddress(target);
      super.connect(target, timeout);
    }
  }
}
