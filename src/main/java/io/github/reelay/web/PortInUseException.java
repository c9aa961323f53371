package io.github.reelay.web;

import java.io.IOException;

/** The address cannot be listened on; its message is for the operator and names the keys. */
public final class PortInUseException extends IOException {
  private static final long serialVersionUID = 1;

  PortInUseException(String host, int port, String reason) {
    super(
        "cannot listen on "
            + host
            + ":"
            + port
            + " ("
            + reason
            + "); set http.port (REELAY_HTTP_PORT) to a free one, or http.host to an address of"
            + " this machine");
  }
}
