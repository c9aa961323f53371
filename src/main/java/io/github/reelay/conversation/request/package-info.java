/** Requests as they are said: read, refused with a way out, and changed step by step. */
@NullMarked
package io.github.reelay.conversation.request;

import org.jspecify.annotations.NullMarked;
