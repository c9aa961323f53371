/** References to what lives on a platform: people, chats, messages. */
@NullMarked
package io.github.reelay.task.ref;

import org.jspecify.annotations.NullMarked;
