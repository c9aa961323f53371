/**
 * Discord's REST and gateway as this bot uses them: the connection, permissions, interaction
 * tokens, and the outcome of a call as a value.
 */
@NullMarked
package io.github.reelay.discord.api;

import org.jspecify.annotations.NullMarked;
