/**
 * The web chat: a chat platform like the others, with its own page and API on our own server.
 *
 * <p>Every message is an entry of the {@link io.github.reelay.conversation.TranscriptStore};
 * browsers follow it as server-sent events.
 */
@NullMarked
package io.github.reelay.web.chat;

import org.jspecify.annotations.NullMarked;
