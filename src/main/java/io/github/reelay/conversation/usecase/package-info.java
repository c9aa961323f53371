/** What a person can do, a use case a class; {@link ConversationService} is the entry. */
@NullMarked
package io.github.reelay.conversation.usecase;

import org.jspecify.annotations.NullMarked;
