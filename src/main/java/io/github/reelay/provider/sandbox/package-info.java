/**
 * The sandbox: a built-in relay that really serves the wire shapes of paid relays over loopback
 * HTTP and really makes MP4 files, so that the whole way can be walked without a key or a cent. The
 * rest of Reelay knows it only as one more provider with a base URL.
 */
@NullMarked
package io.github.reelay.provider.sandbox;

import org.jspecify.annotations.NullMarked;
