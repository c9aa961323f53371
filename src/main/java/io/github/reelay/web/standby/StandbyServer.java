package io.github.reelay.web.standby;

import io.github.reelay.conversation.text.MessageBundles;
import io.github.reelay.web.ClientAddress;
import io.github.reelay.web.ForwardStamp;
import io.github.reelay.web.PortInUseException;
import io.github.reelay.web.WebOptions;
import io.github.reelay.web.WebServer;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** The HTTP server of an instance that stands by. Thread-safe. */
public final class StandbyServer implements AutoCloseable {
  private final Forwarder forwarder;
  private final WebServer server;
  private final AtomicBoolean closed = new AtomicBoolean();

  private StandbyServer(Forwarder forwarder, WebServer server) {
    this.forwarder = forwarder;
    this.server = server;
  }

  /**
   * @throws PortInUseException if the port is taken, or the address is not of this machine
   */
  public static StandbyServer start(WebOptions options, MessageBundles bundles, ForwardStamp stamp)
      throws PortInUseException {
    Forwarder forwarder = new Forwarder(stamp, new ClientAddress(options.trustedProxies(), stamp));
    return new StandbyServer(
        forwarder,
        WebServer.startBehind(
            new ForwardingFilter(forwarder, stamp), options, new StandbyRoutes(bundles), bundles));
  }

  /** Where requests go from now on; empty: nobody works. What is under way elsewhere is ended. */
  public void forwardTo(Optional<URI> worker) {
    forwarder.forwardTo(worker.orElse(null));
  }

  public int port() {
    return server.port();
  }

  /** Ends what is under way, so that browsers ask anew, and frees the port. */
  @Override
  public void close() {
    if (!closed.getAndSet(true)) {
      forwarder.forwardTo(null);
      server.close();
    }
  }
}
