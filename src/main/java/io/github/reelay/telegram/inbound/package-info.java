/**
 * Updates from Telegram, polled or by webhook: stored, interpreted, and answered by the
 * conversation.
 */
@NullMarked
package io.github.reelay.telegram.inbound;

import org.jspecify.annotations.NullMarked;
