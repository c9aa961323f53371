/**
 * What the bot posts on Discord: status messages, the delivered video, formatting and components.
 */
@NullMarked
package io.github.reelay.discord.outbound;

import org.jspecify.annotations.NullMarked;
