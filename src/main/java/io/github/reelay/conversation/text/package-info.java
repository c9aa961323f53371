/**
 * The words of the bot: bundles, formats of amounts and times, and how a status view, a card or a
 * refusal is worded in the reader's language.
 */
@NullMarked
package io.github.reelay.conversation.text;

import org.jspecify.annotations.NullMarked;
