/** What the bot sends on Telegram: status messages, the delivered video, formatting, keyboards. */
@NullMarked
package io.github.reelay.telegram.outbound;

import org.jspecify.annotations.NullMarked;
