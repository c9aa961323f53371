/**
 * Telegram, by the types of Telegram Bots Java: reading updates, saying things within the rate
 * limits, the status message, and the delivery.
 *
 * <p>Polling is our own loop: the library's stops for ever after one exception, spins after a quiet
 * week, and cannot tell that it is deaf. {@link TelegramChat} is the door.
 */
@NullMarked
package io.github.reelay.telegram;

import org.jspecify.annotations.NullMarked;
