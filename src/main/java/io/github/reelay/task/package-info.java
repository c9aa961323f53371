/**
 * The domain: requests, tasks, their states, money, and references to people, chats and messages.
 *
 * <p>Values only. This package imports nothing but {@code java.*}, JSpecify and itself.
 */
@NullMarked
package io.github.reelay.task;

import org.jspecify.annotations.NullMarked;
