/**
 * What the tracker needs of the world: the store, timers, providers, chats and media. Adapters
 * implement these.
 */
@NullMarked
package io.github.reelay.tracking.port;

import org.jspecify.annotations.NullMarked;
