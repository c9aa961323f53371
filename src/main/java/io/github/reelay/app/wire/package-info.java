/** The command that plays recorded answers to a dialect. */
@NullMarked
package io.github.reelay.app.wire;

import org.jspecify.annotations.NullMarked;
