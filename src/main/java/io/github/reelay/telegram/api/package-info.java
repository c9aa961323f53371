/** The Bot API as this bot uses it: calls, rate limits, the outcome of a call as a value. */
@NullMarked
package io.github.reelay.telegram.api;

import org.jspecify.annotations.NullMarked;
