/**
 * The guided set-up: asks for tokens and keys, in the terminal or on a page of this machine, tries
 * each without spending, and writes them into {@code .env}.
 */
@NullMarked
package io.github.reelay.app.setup;

import org.jspecify.annotations.NullMarked;
