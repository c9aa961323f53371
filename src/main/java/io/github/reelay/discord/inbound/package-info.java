/**
 * What happens on Discord (interactions, messages) becomes an {@link InboundEvent}, is stored, and
 * is answered by the conversation.
 */
@NullMarked
package io.github.reelay.discord.inbound;

import org.jspecify.annotations.NullMarked;
