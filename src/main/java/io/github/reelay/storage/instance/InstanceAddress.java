package io.github.reelay.storage.instance;

import java.net.URI;

/** Where other instances reach one. */
public sealed interface InstanceAddress {
  /** At the address that it listens on, or that somebody has set. */
  record Known(URI url) implements InstanceAddress {}

  /** It listens on every address of its machine: at the one from which the database sees it. */
  record SeenByDatabase(int port) implements InstanceAddress {}
}
