/** The {@code backup} and {@code restore} commands. */
@NullMarked
package io.github.reelay.app.backup;

import org.jspecify.annotations.NullMarked;
