/**
 * The relays behind {@link io.github.reelay.tracking.port.ProviderGateway}: the catalogue of what
 * they can do, the router that chooses, the one paid POST, polling and fetching. The wire formats
 * are in {@code provider.dialect}, free of sockets.
 */
@NullMarked
package io.github.reelay.provider;

import org.jspecify.annotations.NullMarked;
