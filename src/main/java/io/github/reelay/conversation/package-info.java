/**
 * What a person says, in any chat, becomes a use case here; and what the bot says gets its words
 * here, in the person's language.
 *
 * <p>Adapters turn their platform's events into calls of {@link Conversation} and show the {@link
 * Answer} in the platform's own means. Nothing here knows any platform.
 */
@NullMarked
package io.github.reelay.conversation;

import org.jspecify.annotations.NullMarked;
