package io.github.reelay.storage.instance;

import java.net.URI;

/**
 * The instance that works now.
 *
 * @param url where it is reached
 * @param host its machine
 */
public record WorkingInstance(URI url, String host) {}
