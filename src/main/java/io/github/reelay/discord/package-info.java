/**
 * Discord: commands, messages, status messages and deliveries, by JDA.
 *
 * <p>No JDA entity is kept over a reconnect: everything that lasts holds ids, and entities are
 * looked up again for each use.
 */
@NullMarked
package io.github.reelay.discord;

import org.jspecify.annotations.NullMarked;
